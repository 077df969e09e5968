/** A binary heap of names by number, the least first. */
export class Heap {
  private readonly keys: number[] = [];
  private readonly names: string[] = [];

  get size(): number {
    return this.keys.length;
  }

  /** The least number; infinity when there is none. */
  get least(): number {
    return this.keys[0] ?? Infinity;
  }

  /** Its name. */
  get first(): string | undefined {
    return this.names[0];
  }

  push(key: number, name: string): void {
    const { keys, names } = this;
    let at = keys.length;
    keys.push(key);
    names.push(name);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = keys[parent] as number;
      if (above <= key) break;
      keys[at] = above;
      names[at] = names[parent] as string;
      at = parent;
    }
    keys[at] = key;
    names[at] = name;
  }

  /** The name with the least number, taken out. */
  pop(): string | undefined {
    const { keys, names } = this;
    const found = names[0];
    const [key, name] = [keys.pop(), names.pop()];
    const size = keys.length;
    if (key === undefined || name === undefined || size === 0) return found;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      if (child + 1 < size && (keys[child + 1] as number) < (keys[child] as number)) child += 1;
      if ((keys[child] as number) >= key) break;
      keys[at] = keys[child] as number;
      names[at] = names[child] as string;
      at = child;
    }
    keys[at] = key;
    names[at] = name;
    return found;
  }
}
