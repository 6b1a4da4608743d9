/** Orders in languages that part no words by spaces. Every repeat is bounded; `[^。\n]` keeps a match inside one sentence. */
const PATTERNS: readonly (readonly [id: string, source: string])[] = [
  [
    'override-zh',
    '(?:忽略|无视|無視|忽視|忘记|忘掉|忘記|不要理会|不用理会|不要遵守|不再遵守|抛开|抛弃|跳过|绕过)[^。\\n]{0,4}' +
      '(?:之前|以前|上述|上面|以上|先前|前面|所有|一切|全部|任何|你的|您的|系统|系統)[^。\\n]{0,8}(?:指令|指示|提示|规则|規則|命令|说明|說明|设定|設定|限制|准则|内容|要求)',
  ],
  [
    'leak-zh',
    '(?:显示|顯示|输出|輸出|告诉我|告訴我|打印|重复|透露|泄露)[^。\\n]{0,8}(?:系统提示|系統提示|提示词|提示詞|初始指令|你的指令)',
  ],
  [
    'claim-zh',
    '(?:上帝|覆盖|越狱|开发者|不受限|无限制|执法)[^。\\n]{0,4}模式|我是(?:上帝|神|你的(?:创造者|开发者|主人))',
  ],
  ['unbound-zh', '(?:没有|不受|无|沒有)(?:任何|一切)?(?:限制|约束|審查|审查)的|必须服从|服从我'],
  ['role-zh', '你现在(?:是|扮演|不再)|从现在(?:开始|起)[^。\\n]{0,6}你'],
  [
    'approve-zh',
    '(?:写|写上|标记|标注|注明|回复|说明|声明)[^。\\n]{0,8}(?:已批准|已审批|已经批准|审批通过|已获批|已通过审批)',
  ],
  [
    'override-ja',
    '(?:これまで|以前|上記|以上|今まで|従来|すべて|全て|全部|あらゆる|システム|あなた)[^。\\n]{0,10}' +
      '(?:指示|命令|ルール|規則|プロンプト|説明|制約|制限|ガイドライン|指令)[^。\\n]{0,8}(?:無視|忘れ|破棄|従わな|無効)',
  ],
  [
    'override-ja',
    '(?:指示|教え|言わ)[^。\\n]{0,8}(?:こと|内容)[^。\\n]{0,4}(?:すべて|全て|全部)[^。\\n]{0,4}(?:無視|忘れ|見過ご|見落と)',
  ],
  ['leak-ja', '(?:システムプロンプト|初期指示|あなたの指示)[^。\\n]{0,6}(?:表示|教え|出力|見せ|開示)'],
  [
    'claim-ja',
    '(?:ゴッド|神|オーバーライド|上書き|法執行|脱獄)[^。\\n]{0,3}モード|私は神|あなたの(?:創造主|創造者|開発者)',
  ],
  ['approve-ja', '(?:承認済み|承認された)[^。\\n]{0,4}(?:書|記|回答|答え|報告)'],
  [
    'override-th',
    '(?:ละเว้น|เพิกเฉย|ไม่ต้องสนใจ|ไม่สนใจ|ลืม|มองข้าม|ละเลย)[^\\n]{0,20}(?:คำสั่ง|คําสั่ง|คำแนะนำ|คําแนะนํา|กฎ|ข้อกำหนด|ทั้งหมดที่)',
  ],
  ['claim-th', 'โหมด[^\\n]{0,3}(?:พระเจ้า|แทนที่|ลบล้าง|บังคับใช้กฎหมาย)|ฉัน(?:คือ|เป็น)พระเจ้า|ผู้สร้างของคุณ'],
  ['claim-any', '(?:anthropic|openai|アンソロピック|แอนโทรปิก)[^。\\n]{0,40}(?:模式|モード|โหมด)'],
];

const WEIGHTS: Readonly<Record<string, number>> = { approve: 2, role: 2, unbound: 1 };

/** Whether a text holds one of those scripts at all. */
export const UNSPACED_SCRIPT = /[\u0E01-\u0E5B\u3041-\u30FF\u4E00-\u9FFF]/u;

/** A global pattern with what it is worth (`PhraseRule.weight`). */
export interface WeightedPattern {
  readonly id: string;
  readonly weight: number;
  readonly pattern: RegExp;
}

export const SCRIPT_PATTERNS: readonly WeightedPattern[] = PATTERNS.map(([id, source]) => ({
  id: `injection-${id}`,
  weight: WEIGHTS[String(id.split('-')[0])] ?? 3,
  pattern: new RegExp(source, 'giu'),
}));
