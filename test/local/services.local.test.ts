import QRCode from 'qrcode';
import { get, inFunction, post, type Running, startFixtures } from './fixtures/assembled';

let local: Running;

beforeAll(async () => {
  local = await startFixtures({ pages: ['pages/home/home', 'pages/notice/detail/detail'] });
});
afterAll(() => local.close());

const send = (more: object = {}, openid = 'o_lin') =>
  inFunction(
    local.url,
    'openapi.subscribeMessage.send',
    [
      {
        touser: 'o_lin',
        templateId: 'TPL_1',
        page: 'pages/home/home',
        data: { thing1: { value: '停水通知' } },
        ...more,
      },
    ],
    openid,
  );

describe('subscribe messages', () => {
  it('are refused with 43101 until the person has allowed one, and then once per allowance', async () => {
    expect((await send()).error?.errCode).toBe(43101);
    await post(`${local.url}/phone/subscribe`, { openid: 'o_lin', templateIds: ['TPL_1'] });
    expect((await send()).value).toMatchObject({ errCode: 0 });
    expect((await send()).error?.errCode).toBe(43101);
  });

  it('lie in a visible outbox with what the phone would show', async () => {
    await post(`${local.url}/phone/subscribe`, { openid: 'o_wu', templateIds: ['TPL_1', 'TPL_2'] });
    await send({ touser: 'o_wu', templateId: 'TPL_2', data: { thing1: { value: '值日' } } });
    const outbox = await get<{ messages: object[]; credits: object[] }>(
      `${local.url}/control/outbox?openid=o_wu`,
    );
    expect(outbox.messages).toEqual([
      expect.objectContaining({
        openid: 'o_wu',
        templateId: 'TPL_2',
        page: 'pages/home/home',
        data: { thing1: { value: '值日' } },
      }),
    ]);
    expect(outbox.credits).toContainEqual({ openid: 'o_wu', templateId: 'TPL_1', left: 1 });
    expect(outbox.credits).toContainEqual({ openid: 'o_wu', templateId: 'TPL_2', left: 0 });
  });

  it.each([
    ['nobody', { touser: '' }, 40003],
    ['no template', { templateId: '' }, 40037],
    ['a page with a slash', { page: '/pages/home/home' }, 41030],
    ['a text that is too long', { data: { thing1: { value: '一'.repeat(21) } } }, 47003],
    ['an empty field', { data: { thing1: { value: '' } } }, 47003],
    ['an unknown kind of field', { data: { story1: { value: 'x' } } }, 47003],
  ])('to %s are refused, and the allowance stays', async (_, more, code) => {
    local.outbox.allow('o_lin', ['TPL_1']);
    const before = local.outbox.credits();
    expect((await send(more)).error?.errCode).toBe(code);
    expect(local.outbox.credits()).toEqual(before);
  });
});

describe('openapi permissions', () => {
  it('come from config.json: a call that is not listed there is -604101', async () => {
    const { error } = await inFunction(local.url, 'openapi.wxacode.createQRCode', [
      { path: 'pages/home/home' },
    ]);
    expect(error?.errCode).toBe(-604101);
  });

  it('do not make an unknown API known', async () => {
    const unknown = await inFunction(local.url, 'openapi.foo.bar', [{ a: 1 }]);
    expect(unknown.error).toMatchObject({
      errCode: 48001,
      errMsg: expect.stringContaining('foo.bar'),
    });
    const chat = await inFunction(local.url, 'openapi.chattoolmsg.send', [{ a: 1 }]);
    expect(chat.error).toMatchObject({
      errCode: 48001,
      errMsg: expect.stringContaining('chat tool'),
    });
  });
});

describe('what only WeChat itself can do', () => {
  it('is refused as an API that is not found', async () => {
    const { error } = await inFunction(local.url, 'getCloudCallSign', [{ parameterList: [] }]);
    expect(error?.errCode).toBe(-604100);
  });
});

describe('msgSecCheck', () => {
  const check = (args: object) => inFunction(local.url, 'openapi.security.msgSecCheck', [args]);
  const v2 = (content: string) => check({ content, version: 2, scene: 2, openid: 'o_lin' });

  it('version 2 judges in result.suggest and never by an error', async () => {
    expect((await v2('今晚七点院坝换届')).value).toMatchObject({
      result: { suggest: 'pass', label: 100 },
    });
    expect((await v2('去 赌博 网站 看看')).value).toMatchObject({
      errCode: 0,
      result: { suggest: 'risky', label: 20006 },
      traceId: expect.any(String),
    });
    expect((await v2('高息理财')).value).toMatchObject({ result: { suggest: 'review' } });
  });

  it('version 1 judges by 87014', async () => {
    expect((await check({ content: '赌博网站' })).error?.errCode).toBe(87014);
    expect((await check({ content: '你好' })).value).toMatchObject({ errCode: 0 });
  });

  it.each([
    ['without a person', { content: 'x', version: 2, scene: 1 }, 40003],
    ['with an unknown scene', { content: 'x', version: 2, scene: 9, openid: 'o_lin' }, 40097],
    [
      'over 2500 characters',
      { content: '长'.repeat(2501), version: 2, scene: 1, openid: 'o_lin' },
      45002,
    ],
  ])('%s is refused', async (_, args, code) => {
    expect((await check(args)).error?.errCode).toBe(code);
  });

  it('answers system error while it is out', async () => {
    await post(`${local.url}/control/content-safety`, { outage: true });
    expect((await v2('你好')).error?.errCode).toBe(-1);
    await post(`${local.url}/control/content-safety`, { outage: false });
    expect((await v2('你好')).value).toMatchObject({ result: { suggest: 'pass' } });
  });
});

describe('mediaCheckAsync', () => {
  const upload = async (path: string, text: string) => {
    const response = await fetch(
      `${local.url}/phone/upload?openid=o_lin&path=${encodeURIComponent(path)}`,
      {
        method: 'POST',
        body: text,
      },
    );
    return ((await response.json()) as { fileID: string }).fileID;
  };
  const verdictOf = async (traceId: unknown) => {
    for (let i = 0; i < 100; i += 1) {
      const pushed = local.host
        .recent(50)
        .find(({ fn, logs }) => fn === 'push' && logs[0]?.includes(String(traceId)));
      if (pushed) return JSON.parse(pushed.logs[0] ?? '') as Record<string, unknown>;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return undefined;
  };
  const check = async (fileID: string) => {
    const { tempFileURL: mediaUrl } = local.files.download(fileID);
    const args = [{ mediaUrl, mediaType: 2, version: 2, scene: 1, openid: 'o_lin' }];
    return inFunction(local.url, 'openapi.security.mediaCheckAsync', args);
  };

  it.each([
    ['good', '一张院坝的照片', 'pass'],
    ['bad', 'PNG…招嫖', 'risky'],
  ])(
    'pushes the verdict on a %s picture to the receiving function',
    async (name, text, suggest) => {
      const { value } = await check(await upload(`图 片/${name}.png`, text));
      expect(value?.traceId).toEqual(expect.any(String));
      expect(await verdictOf(value?.traceId)).toMatchObject({
        MsgType: 'event',
        Event: 'wxa_media_check',
        trace_id: value?.traceId,
        result: { suggest },
      });
    },
  );

  it('refuses a picture that is not there', async () => {
    const { error } = await check('cloud://yuanba-local.x/none.png');
    expect(error?.errCode).toBe(9402000);
  });
});

describe('mini-program codes', () => {
  const code = (args: object) => inFunction(local.url, 'openapi.wxacode.getUnlimited', [args]);

  it('are PNG pictures that lead to the page with its scene', async () => {
    const { value } = await code({ scene: 'c=yb_1&d=2', page: 'pages/notice/detail/detail' });
    expect(value?.contentType).toBe('image/png');
    const png = Buffer.from(String(value?.buffer), 'base64');
    const path = encodeURIComponent('pages/notice/detail/detail?scene=c%3Dyb_1%26d%3D2');
    const leadsTo = `${local.url}/#path=${path}&scene=1047`;
    const options = { width: 430, errorCorrectionLevel: 'M' } as const;
    expect(png.equals(await QRCode.toBuffer(leadsTo, options))).toBe(true);
  });

  it.each([
    ['an empty scene', { scene: '', page: 'pages/home/home' }, 40169],
    ['a scene of 33 characters', { scene: 'x'.repeat(33), page: 'pages/home/home' }, 40169],
    ['Chinese in the scene', { scene: '院坝', page: 'pages/home/home' }, 40169],
    ['a percent sign in the scene', { scene: 'a%20b', page: 'pages/home/home' }, 40169],
    ['a page that does not exist', { scene: 'a', page: 'pages/nowhere' }, 41030],
    ['a leading slash', { scene: 'a', page: '/pages/home/home' }, 41030],
    ['parameters in the page', { scene: 'a', page: 'pages/home/home?a=1' }, 41030],
  ])('refuse %s', async (_, args, errCode) => {
    expect((await code(args)).error?.errCode).toBe(errCode);
  });

  it('take an unreleased page without check_path', async () => {
    expect(
      (await code({ scene: 'a', page: 'pages/later', checkPath: false })).value?.contentType,
    ).toBe('image/png');
  });
});

describe('cloudPay', () => {
  const order = () =>
    inFunction(local.url, 'cloudPay.unifiedOrder', [
      {
        body: '水费',
        outTradeNo: 'T1',
        spbillCreateIp: '127.0.0.1',
        subMchId: '1900000000',
        totalFee: 1,
        envId: 'e',
        functionName: 'f',
      },
    ]);

  it('is refused in clear words unless it is switched on', async () => {
    expect((await order()).error?.errMsg).toContain('switched off in the local cloud');
    await post(`${local.url}/control/pay`, { on: true });
    expect((await order()).value).toMatchObject({
      returnCode: 'SUCCESS',
      payment: { signType: 'MD5' },
    });
    await post(`${local.url}/control/pay`, { on: false });
    expect((await order()).value).toBeUndefined();
  });
});

describe('an action the local cloud does not know', () => {
  it('is refused by name', async () => {
    const { body } = await post(`${local.url}/admin`, { action: 'models.callModel' });
    expect(body).toMatchObject({
      code: 'INVALID_PARAM',
      message: expect.stringContaining('models.callModel'),
    });
    expect((await post(`${local.url}/admin`, { nothing: 1 })).body).toMatchObject({
      code: 'INVALID_PARAM',
    });
  });
});
