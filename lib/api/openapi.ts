import * as z from 'zod'
import { API_ERRORS } from './errors'
import { routes } from './routes'

type Json = Record<string, unknown>
const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json =>
  z.toJSONSchema(schema, { unrepresentable: 'any', io }) as Json

/** The table of routes.ts as an OpenAPI 3.1 document. */
export function openApi(version: string): Json {
  const paths: Record<string, Json> = {}
  for (const [name, route] of Object.entries(routes)) {
    const query = schemaOf(route.query, 'input')
    const parameters = Object.entries((query.properties ?? {}) as Json).map(([key, schema]) => ({
      name: key,
      in: 'query',
      required: false,
      schema,
    }))
    const body = { required: true, content: { 'application/json': { schema: schemaOf(route.body, 'input') } } }
    paths[route.path] = {
      ...paths[route.path],
      [route.method.toLowerCase()]: {
        operationId: name,
        summary: route.summary,
        parameters,
        ...(route.method !== 'GET' ? { requestBody: body } : {}),
        responses: {
          200: {
            description: 'done',
            content: { 'application/json': { schema: schemaOf(route.answer, 'output') } },
          },
          default: { description: 'refused', content: { 'application/json': { schema: errorSchema } } },
        },
      },
    }
  }
  return { openapi: '3.1.0', info: { title: 'Arapaima agent', version }, paths }
}

const errorSchema = {
  type: 'object',
  required: ['code', 'params'],
  properties: {
    code: { enum: Object.keys(API_ERRORS) },
    params: { type: 'object' },
    problems: { type: 'array', items: { type: 'object' } },
  },
}
