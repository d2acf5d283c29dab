/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What Linphone's provisioning sends: the sections of its settings, as XML. GLib's own reader of markup is enough for
 * it, and knows neither entities nor the network, so that nothing can be made of a document but what stands in it. */

#include "config.h"

#include "phone-provision-private.h"

#include <string.h>

#include "phone-import-formats-private.h"

#define DEEPEST 8

typedef struct
{
  PhoneImportIni *config;
  GString *value;
  char *section;
  char *entry;
  guint depth;
} Reading;

static const char *
find_attribute (const char **names,
                const char **values,
                const char  *name)
{
  for (guint n = 0; names[n] != NULL; n++)
    if (g_str_equal (names[n], name))
      return values[n];
  return NULL;
}

static void
begin_cb (GMarkupParseContext *context,
          const char          *element,
          const char         **names,
          const char         **values,
          gpointer             user_data,
          GError             **error)
{
  Reading *reading = user_data;
  const char *value = find_attribute (names, values, "value");

  if (++reading->depth > DEEPEST || (reading->depth == 1 && !g_str_equal (element, "config")))
    {
      g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT, "unexpected <%s>", element);
      return;
    }
  if (g_str_equal (element, "section"))
    g_set_str (&reading->section, find_attribute (names, values, "name"));
  if (!g_str_equal (element, "entry"))
    return;
  g_set_str (&reading->entry, find_attribute (names, values, "name"));
  g_string_assign (reading->value, value != NULL ? value : "");
}

static void
text_cb (GMarkupParseContext *context,
         const char          *text,
         gsize                length,
         gpointer             user_data,
         GError             **error)
{
  Reading *reading = user_data;

  if (reading->entry != NULL)
    g_string_append_len (reading->value, text, (gssize) length);
}

static void
end_cb (GMarkupParseContext *context,
        const char          *element,
        gpointer             user_data,
        GError             **error)
{
  Reading *reading = user_data;

  reading->depth--;
  if (!g_str_equal (element, "entry"))
    return;
  if (reading->section != NULL && reading->entry != NULL)
    phone_import_ini_set (reading->config, reading->section, reading->entry, g_strstrip (reading->value->str));
  g_clear_pointer (&reading->entry, g_free);
}

/*< private >
 * phone_provision_read_xml:
 * @bundle: what was found
 * @text: a document of Linphone's provisioning
 * @error: return location for a #GMarkupError
 *
 * Reads the accounts of `<config><section name="proxy_0"><entry name="reg_identity">…`.
 *
 * Returns: %TRUE when it is such a document
 */
gboolean
phone_provision_read_xml (PhoneImportBundle  *bundle,
                          const char         *text,
                          GError            **error)
{
  static const GMarkupParser parser = { .start_element = begin_cb, .end_element = end_cb, .text = text_cb };
  g_autoptr (PhoneImportIni) config = phone_import_ini_new ();
  g_autoptr (GString) value = g_string_new (NULL);
  Reading reading = { .config = config, .value = value };
  g_autoptr (GMarkupParseContext) context =
    g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, &reading, NULL);
  gboolean whole = g_markup_parse_context_parse (context, text, -1, error) && g_markup_parse_context_end_parse (context, error);

  g_free (reading.section);
  g_free (reading.entry);
  if (whole)
    phone_import_linphone_take_config (bundle, config);
  return whole;
}
