import { takePart } from '../support/part';

takePart('people');
require('./matrix');
