import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { withoutForeignPython } from './python.mjs';

/** @import { Project } from './project.mjs' */

/** The kernel's name, as notebooks refer to it. */
export const kernelName = 'async-lab';

/**
 * Writes JupyterLab's project-local settings and the kernel's descriptions,
 * unless they are up to date.
 * @param {Project} project
 */
export function writeJupyterFiles(project) {
  for (const [path, content] of jupyterFiles(project)) {
    const text = `${JSON.stringify(content, undefined, 2)}\n`;
    if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  mkdirSync(join(project.work, 'notebooks'), { recursive: true });
}

/**
 * @param {Project} project
 * @returns {readonly [path: string, content: unknown][]}
 */
function jupyterFiles(project) {
  const config = join(project.jupyter, 'config');
  const labConfig = join(config, 'labconfig');
  return [
    [join(config, 'jupyter_server_config.json'), serverConfig(project)],
    [join(labConfig, 'page_config.json'), pageConfig],
    [join(labConfig, 'default_setting_overrides.json'), jupyterSettings],
    [project.kernelspec, kernelspec(project)],
    // JupyterLab runs its own yarn, which the project's own package.json
    // would make an ES module that fails.
    [join(project.venv, 'package.json'), { type: 'commonjs' }],
    // VS Code looks for kernels in the selected Python environment.
    [
      join(
        project.venv,
        'share',
        'jupyter',
        'kernels',
        kernelName,
        'kernel.json',
      ),
      kernelspec(project),
    ],
  ];
}

/**
 * Absolute paths: VS Code expands no placeholders.
 * @param {Project} project
 */
function kernelspec(project) {
  return {
    display_name: 'TypeScript (async-lab)',
    language: 'typescript',
    // A message on the control socket arrives even while the kernel is blocked.
    interrupt_mode: 'message',
    argv: [
      project.pinnedNode,
      // An interrupt may end a library's loop, which must not crash the kernel.
      '--no-force-async-hooks-checks',
      join(project.compiled, 'kernel', 'launch.js'),
      '--config-path={connection_file}',
    ],
    metadata: { debugger: false },
  };
}

/** @param {Project} project */
function serverConfig(project) {
  return {
    ServerApp: {
      ip: '127.0.0.1',
      root_dir: project.work,
      // It can only be reached over loopback, so root may run it too.
      allow_root: true,
      allow_remote_access: false,
      open_browser: false,
      // Ctrl-C stops at once instead of asking.
      answer_yes: true,
    },
    KernelSpecManager: {
      ensure_native_kernel: false,
      allowed_kernelspecs: [kernelName],
    },
    MultiKernelManager: { default_kernel_name: kernelName },
    LabApp: {
      news_url: null,
      check_for_updates_class: 'jupyterlab.NeverCheckForUpdate',
      extension_manager: 'readonly',
    },
  };
}

/** Turns off what asks the network for news, updates and extensions. */
const pageConfig = {
  disabledExtensions: {
    '@jupyterlab/apputils-extension:announcements': true,
    '@jupyterlab/extensionmanager-extension': true,
  },
};

const jupyterSettings = {
  '@jupyterlab/apputils-extension:notification': {
    fetchNews: 'false',
    checkForUpdates: false,
  },
  // Each kernel takes about 200 MB, and there are many lessons.
  '@jupyterlab/notebook-extension:tracker': { kernelShutdown: true },
  '@jupyterlab/docmanager-extension:plugin': {
    autosaveInterval: 30,
    renameUntitledFileOnSave: false,
  },
  '@jupyterlab/apputils-extension:themes': {
    overrides: { 'code-font-size': '14px' },
  },
};

/**
 * The environment for JupyterLab, its tools and its kernels: what they would
 * keep in the home directory stays in the project, and the pinned Node comes
 * first on the PATH.
 * @param {Project} project
 * @param {NodeJS.ProcessEnv} [base]
 * @returns {NodeJS.ProcessEnv}
 */
export function jupyterEnvironment(project, base = process.env) {
  const pathName =
    Object.keys(base).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  const inside = (/** @type {string} */ name) => join(project.jupyter, name);
  return {
    ...withoutJupyter(withoutForeignPython(base)),
    // Windows calls it Path, and must not have it twice.
    [pathName]: [dirname(project.pinnedNode), base[pathName] ?? ''].join(
      delimiter,
    ),
    JUPYTER_PATH: project.jupyter,
    JUPYTER_CONFIG_DIR: inside('config'),
    JUPYTER_DATA_DIR: inside('data'),
    JUPYTER_RUNTIME_DIR: inside('runtime'),
    JUPYTERLAB_SETTINGS_DIR: inside('settings'),
    JUPYTERLAB_WORKSPACES_DIR: inside('workspaces'),
    IPYTHONDIR: inside('ipython'),
    // Without this, Jupyter prints a warning about its move to other folders.
    JUPYTER_PLATFORM_DIRS: '1',
  };
}

/**
 * Another project's settings for Jupyter would override ours.
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
function withoutJupyter(env) {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^(?:JUPYTER|IPYTHON)/.test(name)),
  );
}
