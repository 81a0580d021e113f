import { testLessons } from './lessons.ts';

testLessons('00', '07');
