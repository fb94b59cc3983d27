/** Gives every page test its phone before any page is loaded. */
import 'miniprogram-simulate';
import { wxOfTests } from './phone';

Object.assign(globalThis, { wx: wxOfTests });
