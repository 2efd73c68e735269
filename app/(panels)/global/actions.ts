'use server'

import { panelAction } from '../_save/save'
import { GLOBAL_PANEL } from './panel'

/** Saves GLOBAL SETTINGS. */
export const saveGlobal = panelAction(GLOBAL_PANEL)
