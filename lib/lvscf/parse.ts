import { type Head, type Lexed, lexLine, skipBlanks } from './lex'
import type { ProblemCode } from './problems'
import { PROBLEMS, shownGot } from './problems'
import type { Block, BlockType, Line, Node, Tree } from './tree'

const BOM = '\xef\xbb\xbf'
/** Remarks about a file without end of nonsense are worth nothing past this. */
const REMARKS_MAX = 20_000

/**
 * The text as a tree that loses nothing. Every text has one; what is wrong with it stands in `remarks`.
 * Blocks are at most two deep (server in virtual): a block where none may stand ends those that are open.
 * @param text latin1, a character per byte
 */
export function parse(text: string): Tree {
  const bom = text.startsWith(BOM) ? BOM : ''
  const state = new Parser(bom, text.includes('\r'))
  let number = 1
  for (let at = bom.length; at < text.length; number++) {
    const newline = text.indexOf('\n', at)
    let end = newline < 0 ? text.length : newline
    const next = newline < 0 ? text.length : newline + 1
    while (newline >= 0 && end > at && text.charCodeAt(end - 1) === 13) end--
    state.line({ text: text.slice(at, end), eol: newline < 0 ? '' : text.slice(end, next), number })
    at = next
  }
  return state.end()
}

function settingOf({ key, keyAt, equals, valueAt }: Lexed & { kind: 'setting' }, line: Line): Node {
  return { kind: 'setting', line, key, keyAt, equals, valueAt }
}

class Parser {
  private readonly tree: Tree
  private readonly stack: Block[] = []
  /** depth of braces inside a block that is none of ours */
  private depth = 0
  private pending: Block | null = null
  /** closing braces still to come for blocks that were ended early */
  private owed = 0
  private crlf: { line: Line; count: number } | null = null

  constructor(
    bom: string,
    private readonly hasReturns: boolean,
  ) {
    this.tree = { bom, children: [], remarks: [] }
  }

  line(line: Line): void {
    const lexed = lexLine(line.text)
    if (this.hasReturns && (line.eol.length > 1 || line.text.includes('\r'))) {
      if (this.crlf) this.crlf.count++
      else this.crlf = { line, count: 1 }
    }
    if (this.pending && this.takeBrace(line, lexed)) return
    const top = this.stack.at(-1)
    if (top?.type === 'other' && this.insideOther(line, lexed)) return
    this.take(line, lexed)
  }

  end(): Tree {
    if (this.pending) this.remark('BRACE_MISSING', this.pending.open, this.pending.nameAt)
    for (const block of this.stack)
      this.remark('BLOCK_OPEN_AT_END', block.open, skipBlanks(block.open.text, 0), { block: block.type })
    if (this.crlf)
      this.remark('CRLF', this.crlf.line, `${this.crlf.line.text}\r`.indexOf('\r'), { count: this.crlf.count }, '')
    return this.tree
  }

  private take(line: Line, lexed: Lexed): void {
    switch (lexed.kind) {
      case 'blank':
      case 'comment':
        this.push({ kind: lexed.kind, line })
        break
      case 'setting':
        this.push(settingOf(lexed, line))
        break
      case 'brace':
        this.push({ kind: 'junk', line })
        this.remark('BRACE_STRAY', line, lexed.at)
        break
      case 'close':
        this.close(line, lexed)
        break
      case 'open':
        this.open(line, lexed)
    }
  }

  private push(node: Node): void {
    const top = this.stack.at(-1)
    if (top) top.children.push(node)
    else this.tree.children.push(node)
  }

  private remark(
    code: ProblemCode,
    line: Line,
    at: number,
    params?: Record<string, string | number>,
    got?: string,
  ): void {
    if (this.tree.remarks.length >= REMARKS_MAX) return
    this.tree.remarks.push({
      code,
      severity: PROBLEMS[code],
      line,
      at,
      got: got ?? shownGot(line.text.slice(at)),
      params,
    })
  }

  private takeBrace(line: Line, lexed: Lexed): boolean {
    const block = this.pending
    this.pending = null
    if (!block) return false
    if (lexed.kind === 'brace') {
      block.brace = line
      this.remark('BRACE_NEXT_LINE', line, lexed.at)
      return true
    }
    this.remark('BRACE_MISSING', block.open, block.nameAt)
    return false
  }

  /** Lines of a block that is none of ours are kept, not read. True when the line was dealt with. */
  private insideOther(line: Line, lexed: Lexed): boolean {
    if (lexed.kind === 'open' && (lexed.word === 'virtual' || lexed.word === 'failover')) return false
    if (lexed.kind === 'close') {
      if (this.depth === 0) return false
      this.depth--
    } else if (lexed.kind === 'open' || lexed.kind === 'brace') this.depth++
    this.push({ kind: lexed.kind === 'blank' || lexed.kind === 'comment' ? lexed.kind : 'junk', line })
    return true
  }

  private close(line: Line, lexed: Lexed & { kind: 'close' }): void {
    const block = this.stack.pop()
    if (!block) {
      this.push({ kind: 'junk', line })
      if (this.owed > 0) this.owed--
      else this.remark('BRACE_STRAY', line, lexed.at)
      return
    }
    block.close = line
    this.depth = 0
    this.afterClose(line, lexed)
  }

  private afterClose(line: Line, { at, rest }: Lexed & { kind: 'close' }): void {
    if (rest >= line.text.length) return
    if (rest === at + 1) this.remark('TEXT_AFTER_BRACE', line, rest)
    else if (line.text[rest] !== '#') this.remark('TEXT_AFTER_CLOSE', line, rest)
  }

  private open(line: Line, lexed: Lexed & { kind: 'open' }): void {
    const { word, at, head } = lexed
    if (head.shape === 'one-line') {
      this.remark('TEXT_AFTER_BRACE', line, head.nameAt)
      if (line.text.trimEnd().endsWith('}')) {
        this.push({ kind: 'junk', line })
        return
      }
    }
    const type = this.place(line, word, at)
    const { name, nameAt, nameEnd } = head
    const block: Block = {
      kind: 'block',
      type,
      name,
      nameAt,
      nameEnd,
      open: line,
      brace: null,
      children: [],
      close: null,
    }
    this.push(block)
    this.stack.push(block)
    this.depth = 0
    this.headRemarks(line, head, block)
  }

  /** Ends the blocks that `word` cannot stand in, and says what kind of block begins. */
  private place(line: Line, word: string, at: number): BlockType {
    const top = this.stack.at(-1)
    if (word === 'virtual' || word === 'failover') {
      if (top) this.endEarly(line, at, word, this.stack.length)
      return word
    }
    if (word !== 'server') {
      this.remark('UNKNOWN_BLOCK', line, at, undefined, word)
      return 'other'
    }
    if (!top) {
      this.remark('BLOCK_MISPLACED', line, at, { block: word, inside: '', opened: 0 })
      return 'other'
    }
    if (top.type === 'server') this.endEarly(line, at, word, 1)
    return 'server'
  }

  private endEarly(line: Line, at: number, word: string, count: number): void {
    const top = this.stack.at(-1)
    this.remark('BLOCK_MISPLACED', line, at, { block: word, inside: top?.type ?? '', opened: top?.open.number ?? 0 })
    this.stack.length -= count
    this.owed += count
  }

  private headRemarks(line: Line, head: Head, block: Block): void {
    const { shape, nameAt, comment } = head
    if (comment !== undefined) this.remark('TRAILING_COMMENT', line, comment)
    if (shape === 'no-name') this.remark('NAME_MISSING', line, nameAt)
    if (shape === 'blanks') this.remark('NAME_NEEDS_QUOTES', line, nameAt)
    if (shape === 'glued') this.remark('GLUED_BRACE', line, nameAt)
    if (shape === 'quoted-word') this.remark('QUOTED_WORD', line, nameAt)
    if (!head.braced && shape !== 'one-line') this.pending = block
  }
}
