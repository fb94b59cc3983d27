import { auditPages } from '../support/page-audit';

describe('in the largest text', () => {
  auditPages(1.6, ['light']);
});
