import { takePart } from '../support/part';

takePart('flowers');
require('./acts');
