import { escapeHtml, renderPage } from '../sites/html.ts';

function renderAccountsPage(title: string, main: string): string {
  return renderPage(
    title,
    `<nav>
<a href="/">Accounts</a>
<a href="/login">Log in</a>
<a href="/account">Your page</a>
<a href="/form">Form</a>
<a href="/upload">Upload</a>
</nav>
<main>
<h1>${escapeHtml(title)}</h1>
${main}
</main>`,
  );
}

/** The index, which names the only user. */
export function renderIndexPage(username: string, password: string): string {
  return renderAccountsPage(
    'Accounts',
    `<p class="lead">One page here is only for users who are logged in. The only user
is <code>${username}</code>, with the password <code>${password}</code>.</p>`,
  );
}

/** The login form, with the reason why a login failed. */
export function renderLoginPage(problem = ''): string {
  return renderAccountsPage(
    'Log in',
    `<p>${escapeHtml(problem)}</p>
<form method="post" action="/login">
<p><label>User <input name="username" autocomplete="username"></label></p>
<p><label>Password <input name="password" type="password"></label></p>
<p><button>Log in</button></p>
</form>`,
  );
}

/** The page for a user who is logged in. */
export function renderAccountPage(username: string, visits: number): string {
  return renderAccountsPage(
    `Hello, ${username}`,
    `<p>You have been here ${visits} times since you logged in.</p>
<form method="post" action="/logout"><button>Log out</button></form>`,
  );
}

/** A form with several kinds of fields. */
export function renderFormPage(): string {
  return renderAccountsPage(
    'Form',
    `<form method="post" action="/form">
<p><label>Name <input name="name" value="Zoë &amp; Søren"></label></p>
<p><label><input type="checkbox" name="day" value="Thursday" checked> Thursday</label>
<label><input type="checkbox" name="day" value="Friday" checked> Friday</label></p>
<p><label>Note <textarea name="note"></textarea></label></p>
<p><button>Send</button></p>
</form>`,
  );
}

/** A form for uploads of files. */
export function renderUploadPage(): string {
  return renderAccountsPage(
    'Upload',
    `<form method="post" action="/upload" enctype="multipart/form-data">
<p><label>Files <input type="file" name="files" multiple></label></p>
<p><label>Note <input name="note"></label></p>
<p><button>Upload</button></p>
</form>
<p>At most five files of at most 10 MB. They are not kept.</p>`,
  );
}
