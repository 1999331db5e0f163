// Peers that bring no types of their own: what the comparison needs of them.

declare module '@nlpjs/core' {
  export interface Container {
    use(plugin: unknown): void;
  }
  export function containerBootstrap(): Promise<Container>;
}

declare module '@nlpjs/nlu' {
  import type { Container } from '@nlpjs/core';
  export class NluNeural {
    constructor(settings: {
      locale: string;
      container: Container;
      log: boolean;
      useNoneFeature: boolean;
    });
    train(corpus: { utterance: string; intent: string }[]): Promise<unknown>;
    process(text: string): Promise<{ classifications: { intent: string; score: number }[] }>;
  }
}

declare module '@nlpjs/lang-*' {
  const plugins: Record<string, unknown>;
  export default plugins;
}

declare module 'wink-naive-bayes-text-classifier' {
  interface Classifier {
    definePrepTasks(tasks: ((text: string) => string[])[]): unknown;
    defineConfig(config: { considerOnlyPresence: boolean; smoothingFactor: number }): unknown;
    learn(text: string, label: string): unknown;
    consolidate(): unknown;
    computeOdds(text: string): [string, number][];
  }
  const create: () => Classifier;
  export default create;
}
