import { expect, test } from 'vitest'
import { contractCases, runCase } from './contract'
import { fakeKernel } from './fake'

test.each(contractCases)('fake kernel: $name', async (contractCase) => {
  const kernel = fakeKernel()
  const result = await runCase(kernel, contractCase, await kernel.tools())
  expect(result).toEqual({ name: contractCase.name, result: 'passed' })
})
