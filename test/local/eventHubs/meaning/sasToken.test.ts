import { describe, expect, it } from '@jest/globals';
import { isSignedWith, parseSasToken } from '../../../../local/eventHubs/meaning/sasToken.ts';

/** Made by the real JS client (measured). */
const signature = 'Q8ZsClXRs9tJo4Rh%2FWtZsTPxDSTujmrCjydlPJIoF%2FI%3D';
const resource = 'sb%3A%2F%2Flocalhost%3A41647%2Fhub';
const token = `SharedAccessSignature sr=${resource}&sig=${signature}&se=1795216382&skn=RootManageSharedAccessKey`;
const isRight = (text: string, key = 'SAS_KEY_VALUE'): boolean | undefined => {
  const parsed = parseSasToken(text);
  return parsed && isSignedWith(key, parsed);
};

describe('a shared access signature (learn.microsoft.com, authenticate-shared-access-signature)', () => {
  it('is what the JS client signs', () => {
    expect(isRight(token)).toBe(true);
  });

  it('may have its fields in any order, and unescaped', () => {
    const base64 = decodeURIComponent(signature);
    const key = 'skn=RootManageSharedAccessKey';
    expect(isRight(`SharedAccessSignature ${key}&se=1795216382&sig=${base64}&sr=${resource}`)).toBe(true);
  });

  it.each([
    ['another key', token, 'SAS_KEY_VALUF'],
    ['a key that differs in case', token, 'sas_key_value'],
    ['an empty key', token, ''],
    ['another resource', token.replace('hub&', 'hup&'), 'SAS_KEY_VALUE'],
    // The signature covers the text as it stands, and clients differ in their escapes.
    ['the same resource with other escapes', token.replace(/%3A/g, '%3a'), 'SAS_KEY_VALUE'],
    ['another expiry', token.replace('1795216382', '1795216383'), 'SAS_KEY_VALUE'],
    ['another signature', token.replace('Q8Z', 'Q8z'), 'SAS_KEY_VALUE'],
    ['a signature cut short', token.replace('I%3D', ''), 'SAS_KEY_VALUE'],
    ['a longer signature', token.replace('I%3D', 'I%3DAAAA'), 'SAS_KEY_VALUE'],
  ])('does not hold with %s', (_, text, key) => {
    expect(isRight(text, key)).toBe(false);
  });

  it.each([
    ['without its first word', token.replace('SharedAccessSignature ', '')],
    ['without a resource', token.replace('sr=', 'rs=')],
    ['without a signature', token.replace(`&sig=${signature}`, '')],
    ['with an empty signature', token.replace(signature, '')],
    ['without an expiry', token.replace('&se=1795216382', '')],
    ['without a key name', token.replace('&skn=RootManageSharedAccessKey', '')],
    ['with a field twice', `${token}&se=1795216382`],
    ['with a field that has no value', `${token}&also`],
    ['with an expiry that is no number', token.replace('1795216382', 'soon')],
    ['with a negative expiry', token.replace('1795216382', '-1')],
    ['with a fraction', token.replace('1795216382', '1795216382.5')],
    ['with an exponent', token.replace('1795216382', '1e300')],
    ['with too many digits', token.replace('1795216382', '9'.repeat(400))],
    ['with a broken escape', token.replace('%3D', '%3')],
    ['that is empty', ''],
  ])('is none %s', (_, text) => {
    expect(isRight(text)).toBeUndefined();
  });

  it('takes the text of a key as UTF-8, not decoded from base64 (the signature is by OpenSSL)', () => {
    const text = token.replace(signature, 'AnMeUs%2FjxxnuiFTonLg7rSWTTL85TJE9bpambudmny0%3D');
    expect(isRight(text, 'Schlüssel==')).toBe(true);
  });
});
