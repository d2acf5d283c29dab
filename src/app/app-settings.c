/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: GSettings ends the program where its schema is missing, and a program run from where it was built
 * must do without. */

#include "app-settings.h"

#include "config.h"

/**
 * app_settings_new:
 *
 * Returns: (transfer full) (nullable): what is remembered from one run to the next; %NULL: it is not installed
 */
GSettings *
app_settings_new (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, APPLICATION_ID, TRUE);
  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}
