import { takePart } from '../support/part';

takePart('people');
require('./acts');
