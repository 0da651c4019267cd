// Comes before the product in its process, when its memory is looked at: answers each message with what is in use after a collection.
process.on('message', () => {
  globalThis.gc();
  globalThis.gc();
  process.send(process.memoryUsage());
});
// The product ends when it has nothing left to do, not when nobody asks any more.
process.channel.unref();
