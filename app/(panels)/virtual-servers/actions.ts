'use server'

import { panelAction } from '../_save/save'
import { NEW_SERVER_PANEL, NEW_VIRTUAL_PANEL, SCRIPTS_PANEL, SERVER_PANEL, VIRTUAL_PANEL } from './panel'

/** Saves VIRTUAL SERVER. */
export const saveVirtual = panelAction(VIRTUAL_PANEL)
/** Adds a virtual server. */
export const addVirtual = panelAction(NEW_VIRTUAL_PANEL)
/** Saves REAL SERVER. */
export const saveServer = panelAction(SERVER_PANEL)
/** Adds a real server. */
export const addServer = panelAction(NEW_SERVER_PANEL)
/** Saves MONITORING SCRIPTS. */
export const saveScripts = panelAction(SCRIPTS_PANEL)
