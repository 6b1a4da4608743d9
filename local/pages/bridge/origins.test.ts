import { describe, expect, it } from '@jest/globals';
import { counterpartOrigin, frameUrl, tokenOf } from './origins';

describe('counterpartOrigin', () => {
  it('exchanges the two loopback names and keeps the port', () => {
    expect(counterpartOrigin({ protocol: 'http:', hostname: 'localhost', port: '8090' })).toBe(
      'http://127.0.0.1:8090',
    );
    expect(counterpartOrigin({ protocol: 'http:', hostname: '127.0.0.1', port: '8090' })).toBe(
      'http://localhost:8090',
    );
  });

  it('has none for another name', () => {
    expect(counterpartOrigin({ protocol: 'http:', hostname: '[::1]', port: '8090' })).toBeUndefined();
    expect(counterpartOrigin({ protocol: 'http:', hostname: 'example.com', port: '' })).toBeUndefined();
  });
});

describe('tokenOf', () => {
  it('reads back the token that the frame address carries', () => {
    expect(tokenOf(new URL(frameUrl('http://localhost:8090', '/_app/main/index.html', 'a-b')).hash)).toBe(
      'a-b',
    );
  });

  it('is empty without one', () => {
    expect(tokenOf('#elsewhere')).toBe('');
  });
});
