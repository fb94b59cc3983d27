import { takePart } from '../support/part';

takePart('keys');
require('./acts');
