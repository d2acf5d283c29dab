/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: a mistyped relay is found out weeks later, by a call without sound. The field says so while one writes,
 * takes the name of a host as it is told by telephone, and keeps nothing that cannot be right. */

#include "app-server-row.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "phone-media-terms.h"

struct _AppServerRow
{
  AdwEntryRow parent_instance;

  gboolean relay;
  char *error_text;
  char *kept; /* as it stands in the field */
};

G_DEFINE_FINAL_TYPE (AppServerRow, app_server_row, ADW_TYPE_ENTRY_ROW)

enum
{
  PROP_RELAY = 1,
  PROP_ERROR_TEXT,
  N_PROPS
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

/* People write the host; the word before it is for programs. */
static char *
dup_server (AppServerRow *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self))));

  if (!self->relay)
    return g_strdup (g_str_has_prefix (text, "stun:") ? text + strlen ("stun:") : text);
  if (*text == '\0' || g_str_has_prefix (text, "turn:") || g_str_has_prefix (text, "turns:"))
    return g_steal_pointer (&text);
  return g_strconcat ("turn:", text, NULL);
}

static gboolean
is_right (AppServerRow *self,
          const char   *server)
{
  return self->relay ? phone_media_terms_check_turn_server (server, NULL)
                     : phone_media_terms_check_stun_server (server, NULL);
}

/* Colour, words and the accessible state say the same. */
static void
mark (AppServerRow *self,
      const char   *text)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (self);

  if (!g_set_str (&self->error_text, text))
    return;
  if (text != NULL)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self), "error");
      gtk_accessible_update_state (accessible, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
      gtk_accessible_reset_state (accessible, GTK_ACCESSIBLE_STATE_INVALID);
    }
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ERROR_TEXT]);
}

static void
changed_cb (AppServerRow *self)
{
  g_autofree char *server = dup_server (self);

  if (is_right (self, server))
    mark (self, NULL);
  else if (self->relay)
    mark (self, _("A relay looks like turn.example.org, or turns:turn.example.org:5349 where it is encrypted."));
  else
    mark (self, _("Such a server looks like stun.example.org or stun.example.org:3478."));
}

static void
apply_cb (AppServerRow *self)
{
  if (self->error_text == NULL)
    app_server_row_finish (self);
  else
    gtk_accessible_announce (GTK_ACCESSIBLE (self), self->error_text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
app_server_row_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_RELAY:
      g_value_set_boolean (value, APP_SERVER_ROW (object)->relay);
      break;
    case PROP_ERROR_TEXT:
      g_value_set_string (value, APP_SERVER_ROW (object)->error_text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_server_row_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  switch (id)
    {
    case PROP_RELAY:
      APP_SERVER_ROW (object)->relay = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_server_row_finalize (GObject *object)
{
  g_free (APP_SERVER_ROW (object)->error_text);
  g_free (APP_SERVER_ROW (object)->kept);
  G_OBJECT_CLASS (app_server_row_parent_class)->finalize (object);
}

static void
app_server_row_class_init (AppServerRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = app_server_row_get_property;
  object_class->set_property = app_server_row_set_property;
  object_class->finalize = app_server_row_finalize;

  /**
   * AppServerRow:relay:
   *
   * Whether a relay is meant; otherwise a server that tells our address.
   */
  props[PROP_RELAY] = g_param_spec_boolean ("relay", NULL, NULL, FALSE,
                                            G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  /**
   * AppServerRow:error-text: (nullable)
   *
   * What is wrong with the text, in a sentence.
   */
  props[PROP_ERROR_TEXT] = g_param_spec_string ("error-text", NULL, NULL, NULL,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * AppServerRow::chosen:
   * @server: what can be a server, as the account takes it; "": none
   *
   * The person has finished writing.
   */
  signals[CHOSEN] = g_signal_new ("chosen", APP_TYPE_SERVER_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_STRING);
}

static void
app_server_row_init (AppServerRow *self)
{
  adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (self), GTK_INPUT_PURPOSE_URL);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self), TRUE);
  g_signal_connect (self, "changed", G_CALLBACK (changed_cb), NULL);
  g_signal_connect (self, "apply", G_CALLBACK (apply_cb), NULL);
}

/**
 * app_server_row_get_error_text:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what is wrong with the text, in a sentence
 */
const char *
app_server_row_get_error_text (AppServerRow *self)
{
  g_return_val_if_fail (APP_IS_SERVER_ROW (self), NULL);

  return self->error_text;
}

/**
 * app_server_row_fill:
 * @self: a row
 * @server: (nullable): who it is; %NULL: nobody
 *
 * Puts a server into the field, which is nothing the person has written.
 */
void
app_server_row_fill (AppServerRow *self,
                     const char   *server)
{
  const char *text = server != NULL ? server : "";

  g_return_if_fail (APP_IS_SERVER_ROW (self));

  g_set_str (&self->kept, text);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self), FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self), text);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self), TRUE);
}

/**
 * app_server_row_finish:
 * @self: a row
 *
 * Hands on what was written, where it is right and new: who leaves a page has finished with it.
 */
void
app_server_row_finish (AppServerRow *self)
{
  g_autofree char *server = NULL;

  g_return_if_fail (APP_IS_SERVER_ROW (self));

  if (self->error_text != NULL || g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self)), self->kept) == 0)
    return;
  server = dup_server (self);
  app_server_row_fill (self, server);
  g_signal_emit (self, signals[CHOSEN], 0, server);
}
