import * as module from 'yuanba:app';
import './styles/phone.css';
import { defineBuiltins } from './builtins/all';
import { Phone } from './host/phone';
import { thrown } from './trouble';

const root = document.getElementById('phone');
if (!root) throw new Error('index.html has no #phone');
if (module.json.style === 'v2') root.dataset.style = 'v2';
defineBuiltins();
new Phone(root, module).start().catch(thrown);
