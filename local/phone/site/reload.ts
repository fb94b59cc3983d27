import type { ServerResponse } from 'node:http';

export type Told = 'phone' | 'shell';

/** Pages that listen for changes, by server-sent events. */
export class Reload {
  private readonly listening = new Set<ServerResponse>();

  add(res: ServerResponse): void {
    res.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      connection: 'keep-alive',
    });
    res.write('retry: 500\n\n');
    this.listening.add(res);
    res.on('close', () => this.listening.delete(res));
  }

  tell(event: Told | 'trouble', text = ''): void {
    const message = `event: ${event}\ndata: ${JSON.stringify(text)}\n\n`;
    for (const res of this.listening) res.write(message);
  }

  close(): void {
    for (const res of this.listening) res.end();
    this.listening.clear();
  }
}

/** Added to a page that is served while its sources are watched. */
export const RELOAD_SCRIPT = `<script>
{
  const events = new EventSource('/phone/events');
  const mine = location.pathname.startsWith('/phone/') ? 'phone' : 'shell';
  events.addEventListener(mine, () => location.reload());
  events.addEventListener('trouble', (event) => console.error(JSON.parse(event.data)));
}
</script>`;
