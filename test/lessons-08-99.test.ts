import { testLessons } from './lessons.ts';

testLessons('08', '99');
