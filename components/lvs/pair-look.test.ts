import { expect, test } from 'vitest'
import { channelLook, channelsOf, lossText, partnerAddress, partnerLook, reasonOf, serves } from './pair-look'
import { channel, NOW, pairOf, singleOf, standbyOf } from './testing/pair'

const word = (more: Parameters<typeof channel>[0], watched = false) =>
  channelLook(channel(more), { deadtimeMs: 6000, monitorLinks: watched }, NOW).word

test('a channel is called by the worst that is known of it', () => {
  expect(word({})).toBe('pair.heart.heard')
  expect(word({ loss: 0.1 })).toBe('pair.heart.heard')
  expect(word({ loss: 0.3 })).toBe('pair.heart.lossy')
  expect(word({ heardAt: NOW - 6000 })).toBe('pair.heart.heard')
  expect(word({ heardAt: NOW - 6001 })).toBe('pair.heart.silent')
  expect(word({ heardAt: null, loss: null })).toBe('pair.heart.never')
  expect(word({ heardAt: null, doubt: 'wrong-key' })).toBe('pair.heart.doubt')
  expect(word({ heardAt: NOW - 9000, doubt: 'replayed' })).toBe('pair.heart.doubt')
  // A doubt beside believed packets is a remark of its own, not the state of the channel.
  expect(word({ doubt: 'replayed' })).toBe('pair.heart.heard')
})

test('a link counts only where links are watched', () => {
  expect(word({ link: false })).toBe('pair.heart.heard')
  expect(word({ link: false }, true)).toBe('pair.heart.linkDown')
})

test('the partner by what was heard of it', () => {
  const partner = pairOf().partner
  const of = (more: object | null) => partnerLook({ paired: true, partner: more && partner && { ...partner, ...more } })
  expect(of({})?.word).toBe('pulse.word.stopped')
  expect(of({ word: 'running' })?.word).toBe('pulse.word.running')
  expect(of({ word: null })?.word).toBe('pair.wordless')
  expect(of({ alive: false })?.word).toBe('pair.unheard')
  expect(of({ heardAt: null, alive: false })?.word).toBe('pair.never')
  expect(of(null)?.word).toBe('pair.never')
  expect(partnerLook(singleOf())).toBeNull()
})

test('no two states of one thing look alike without colour', () => {
  const channels = [
    {},
    { loss: 0.3 },
    { heardAt: NOW - 9000 },
    { heardAt: null },
    { heardAt: null, doubt: 'malformed' },
  ]
  const shapes = channels.map((more) => channelLook(channel(more as never), pairOf(), NOW).shape)
  expect(new Set(shapes).size).toBe(shapes.length)
})

test('who serves, where the partner is, which channels there are', () => {
  expect([pairOf(), standbyOf(), pairOf({ state: 'leaving' }), pairOf({ state: 'off' })].map(serves)).toEqual([
    true,
    false,
    true,
    false,
  ])
  expect(partnerAddress(pairOf())).toBe('192.0.2.12')
  expect(partnerAddress(singleOf())).toBe('–')
  expect(channelsOf(pairOf()).map(([name]) => name)).toEqual(['public', 'private'])
  expect(channelsOf(pairOf({ channels: { public: channel(), private: null } }))).toHaveLength(1)
  expect([lossText(null), lossText(0), lossText(0.034)]).toEqual(['–', '0\u202f%', '3\u202f%'])
})

test('a router that was alone when it began does not say so beside its partner', () => {
  expect(reasonOf(singleOf())?.code).toBe('pulse.why.single')
  expect(reasonOf(pairOf({ why: { code: 'pulse.why.single', params: {} } }))).toBeNull()
  expect(reasonOf(pairOf())?.code).toBe('pulse.why.nobody-else')
})
