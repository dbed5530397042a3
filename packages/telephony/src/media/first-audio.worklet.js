/** Tells once when the first sample that is not digital silence comes, with the wall clock (ms) of that moment; then it is done. */
class FirstAudio extends AudioWorkletProcessor {
  process([input]) {
    for (const channel of input ?? [])
      for (const sample of channel)
        if (sample !== 0) {
          this.port.postMessage(Date.now());
          return false;
        }
    return true;
  }
}

registerProcessor('first-audio', FirstAudio);
