/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: a static library gives up what nobody names. The resources are registered by name, and
 * so are the types that templates know by name only. */

#include "app-templates.h"

#include "app-color-row.h"
#include "app-country-row.h"
#include "app-face.h"
#include "app-favourites.h"
#include "app-resources.h"
#include "phone.h"

/**
 * app_templates_init:
 *
 * Makes templates usable; to be called once, before the first widget.
 */
void
app_templates_init (void)
{
  g_resources_register (app_get_resource ());

  g_type_ensure (APP_TYPE_FACE);
  g_type_ensure (APP_TYPE_FAVOURITES);
  g_type_ensure (PHONE_TYPE_PHONE);
  g_type_ensure (PHONE_TYPE_ACCOUNT);
  g_type_ensure (PHONE_TYPE_CALL);
  g_type_ensure (PHONE_TYPE_CONVERSATION);
  g_type_ensure (PHONE_TYPE_MESSAGE);
  g_type_ensure (PHONE_TYPE_HISTORY_ENTRY);
  g_type_ensure (PHONE_TYPE_PERSON);
  g_type_ensure (APP_TYPE_COLOR_ROW);
  g_type_ensure (APP_TYPE_COUNTRY_ROW);
}
