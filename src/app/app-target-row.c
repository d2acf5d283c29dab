/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: whoever sends calls to somebody finds out about a slip of the pen when a call is lost, unless the field
 * says so while one writes. Nothing is handed on before it is whole and right. */

#include "app-target-row.h"

#include "app-typography.h"
#include "phone-words.h"

struct _AppTargetRow
{
  AdwEntryRow parent_instance;

  PhoneAccount *account;
  char *error_text;
  char *kept; /* NULL: nobody */
};

G_DEFINE_FINAL_TYPE (AppTargetRow, app_target_row, ADW_TYPE_ENTRY_ROW)

enum
{
  PROP_ACCOUNT = 1,
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

static char *
dup_text (AppTargetRow *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self))));
}

/* Colour, words and the accessible state say the same. */
static void
mark (AppTargetRow *self,
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
check (AppTargetRow *self)
{
  g_autofree char *text = dup_text (self);
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;

  if (self->account != NULL && *text != '\0' && !phone_check_target (self->account, text, &error))
    words = phone_words_for_error (error);
  mark (self, words);
}

static void
apply_cb (AppTargetRow *self)
{
  g_autofree char *text = dup_text (self);

  check (self);
  if (self->error_text != NULL)
    {
      gtk_accessible_announce (GTK_ACCESSIBLE (self), self->error_text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
      return;
    }
  g_set_str (&self->kept, *text != '\0' ? text : NULL);
  g_signal_emit (self, signals[CHOSEN], 0, text);
}

static void
fill (AppTargetRow *self,
      const char   *text)
{
  AdwEntryRow *entry = ADW_ENTRY_ROW (self);

  g_set_str (&self->kept, text);
  adw_entry_row_set_show_apply_button (entry, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self), text != NULL ? text : "");
  adw_entry_row_set_show_apply_button (entry, TRUE);
}

static void
app_target_row_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  AppTargetRow *self = APP_TARGET_ROW (object);

  switch (id)
    {
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;
    case PROP_ERROR_TEXT:
      g_value_set_string (value, self->error_text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_target_row_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  AppTargetRow *self = APP_TARGET_ROW (object);

  switch (id)
    {
    case PROP_ACCOUNT:
      if (!g_set_object (&self->account, g_value_get_object (value)))
        return;
      /* What was begun was meant for the other. */
      fill (self, NULL);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_target_row_dispose (GObject *object)
{
  g_clear_object (&APP_TARGET_ROW (object)->account);
  G_OBJECT_CLASS (app_target_row_parent_class)->dispose (object);
}

static void
app_target_row_finalize (GObject *object)
{
  g_free (APP_TARGET_ROW (object)->error_text);
  g_free (APP_TARGET_ROW (object)->kept);
  G_OBJECT_CLASS (app_target_row_parent_class)->finalize (object);
}

static void
app_target_row_class_init (AppTargetRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = app_target_row_get_property;
  object_class->set_property = app_target_row_set_property;
  object_class->dispose = app_target_row_dispose;
  object_class->finalize = app_target_row_finalize;

  /**
   * AppTargetRow:account: (nullable)
   *
   * Whose calls are meant; without it nothing is wrong.
   */
  props[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, PHONE_TYPE_ACCOUNT,
                                             G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /**
   * AppTargetRow:error-text: (nullable)
   *
   * What is wrong with the text, in a sentence.
   */
  props[PROP_ERROR_TEXT] = g_param_spec_string ("error-text", NULL, NULL, NULL,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * AppTargetRow::chosen:
   * @text: the text, which can be called; "": nobody
   *
   * The person has finished writing.
   */
  signals[CHOSEN] = g_signal_new ("chosen", APP_TYPE_TARGET_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_STRING);
}

static void
app_target_row_init (AppTargetRow *self)
{
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self), TRUE);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self), 1);
  app_typography_keep_numbers (GTK_EDITABLE (self));
  g_signal_connect (self, "changed", G_CALLBACK (check), NULL);
  g_signal_connect (self, "apply", G_CALLBACK (apply_cb), NULL);
}

/**
 * app_target_row_get_error_text:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what is wrong with the text, in a sentence; %NULL: nothing
 */
const char *
app_target_row_get_error_text (AppTargetRow *self)
{
  g_return_val_if_fail (APP_IS_TARGET_ROW (self), NULL);

  return self->error_text;
}

/**
 * app_target_row_fill:
 * @self: a row
 * @text: (nullable): what to show
 *
 * Shows what is already kept, so there is nothing to apply. What is being written stays while nothing else is kept.
 */
void
app_target_row_fill (AppTargetRow *self,
                     const char   *text)
{
  g_return_if_fail (APP_IS_TARGET_ROW (self));

  if (g_strcmp0 (self->kept, text) != 0)
    fill (self, text);
}
