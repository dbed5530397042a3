import { expect, it } from 'vitest';
import { contactsIn } from './exchange.ts';

const printed = `
      Aor:  <Aor..............................................>  <MaxContact>
    Contact:  <Aor/ContactUri............................> <Hash....> <Status> <RTT(ms)..>
==========================================================================================

      Aor:  113                                                 12
    Contact:  113/sip:pos1@127.0.0.1:60582;transport=ws  9b7ce2c1f1 NonQual         nan
    Contact:  113/sip:pos2@127.0.0.1:60590;transport=ws  f32b1c7a10 NonQual         nan

 ParameterName        : ParameterValue
 contact              : sip:pos1@127.0.0.1:60582;transport=ws
`;

it('counts the contacts of the address that was asked for', () => {
  expect(contactsIn(printed, '113')).toBe(2);
  expect(contactsIn(printed, '11')).toBe(0);
  expect(contactsIn('Unable to find object pos9.', 'pos9')).toBe(0);
});
