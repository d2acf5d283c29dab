/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: a test one watches must say of each step where it is, to the eye and to the ear, and never by colour
 * alone. */

#include "app-line-step-row.h"

#include "config.h"

#include <glib/gi18n-lib.h>

struct _AppLineStepRow
{
  AdwActionRow parent_instance;

  PhoneLineStep *step;
  GtkWidget *sign;
  GtkWidget *spinner;
  GtkWidget *answers;
};

G_DEFINE_FINAL_TYPE (AppLineStepRow, app_line_step_row, ADW_TYPE_ACTION_ROW)

enum
{
  PROP_STEP = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

/* By PhoneLineStepState. */
static const struct
{
  const char *icon;
  const char *class;
} looks[] = {
  [PHONE_LINE_STEP_STATE_WAITING] = { "status-offline-symbolic", "dimmed" },
  [PHONE_LINE_STEP_STATE_RUNNING] = { "status-connecting-symbolic", "accent" },
  [PHONE_LINE_STEP_STATE_ASKING] = { "dialog-question-symbolic", "accent" },
  [PHONE_LINE_STEP_STATE_OK] = { "status-ready-symbolic", "success" },
  [PHONE_LINE_STEP_STATE_WARNING] = { "dialog-warning-symbolic", "warning" },
  [PHONE_LINE_STEP_STATE_FAILED] = { "status-refused-symbolic", "error" },
  [PHONE_LINE_STEP_STATE_NOT_TRIED] = { "status-offline-symbolic", "dimmed" },
};

static void
refresh (AppLineStepRow *self)
{
  PhoneLineStepState state = phone_line_step_get_state (self->step);
  const char *sentence = phone_line_step_get_sentence (self->step);
  const char *text = phone_line_step_get_state_text (self->step);
  gboolean running = state == PHONE_LINE_STEP_STATE_RUNNING;

  gtk_image_set_from_icon_name (GTK_IMAGE (self->sign), looks[state].icon);
  gtk_widget_set_css_classes (self->sign, (const char *[]){ looks[state].class, NULL });
  gtk_widget_set_tooltip_text (self->sign, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->sign), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  gtk_widget_set_visible (self->spinner, running);
  gtk_widget_set_visible (self->sign, !running);
  gtk_widget_set_visible (self->answers, state == PHONE_LINE_STEP_STATE_ASKING);
  /* Who is asked is to see the question. */
  if (state == PHONE_LINE_STEP_STATE_ASKING && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_child_focus (self->answers, GTK_DIR_TAB_FORWARD);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), sentence != NULL ? sentence : "");
  /* Who listens instead of watching is told how each step went. */
  if (state >= PHONE_LINE_STEP_STATE_ASKING && gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      g_autofree char *said =
        g_strdup_printf ("%s: %s. %s", phone_line_step_get_title (self->step), text, sentence != NULL ? sentence : "");

      gtk_accessible_announce (GTK_ACCESSIBLE (self), said, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
    }
}

static void
app_line_step_row_get_property (GObject    *object,
                                guint       id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_STEP:
      g_value_set_object (value, APP_LINE_STEP_ROW (object)->step);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_line_step_row_set_property (GObject      *object,
                                guint         id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  AppLineStepRow *self = APP_LINE_STEP_ROW (object);

  self->step = g_value_dup_object (value);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), phone_line_step_get_title (self->step));
  g_signal_connect_object (self->step, "notify::sentence", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
}

static void
app_line_step_row_dispose (GObject *object)
{
  g_clear_object (&APP_LINE_STEP_ROW (object)->step);
  G_OBJECT_CLASS (app_line_step_row_parent_class)->dispose (object);
}

static void
app_line_step_row_class_init (AppLineStepRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = app_line_step_row_get_property;
  object_class->set_property = app_line_step_row_set_property;
  object_class->dispose = app_line_step_row_dispose;

  /**
   * AppLineStepRow:step:
   *
   * What is shown.
   */
  props[PROP_STEP] = g_param_spec_object ("step", NULL, NULL, PHONE_TYPE_LINE_STEP,
                                          G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static GtkWidget *
create_answer (const char *label,
               gboolean    heard)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "line-test.heard");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "b", heard);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  return button;
}

static void
app_line_step_row_init (AppLineStepRow *self)
{
  self->sign = gtk_image_new ();
  self->spinner = adw_spinner_new ();
  self->answers = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->spinner), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Being Tried"), -1);
  gtk_box_append (GTK_BOX (self->answers), create_answer (_("Yes"), TRUE));
  gtk_box_append (GTK_BOX (self->answers), create_answer (_("No"), FALSE));
  g_object_set (self, "use-markup", FALSE, "subtitle-lines", 6, NULL);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), self->sign);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), self->spinner);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->answers);
}

/**
 * app_line_step_row_new:
 * @step: a step
 *
 * Returns: (transfer floating): its row
 */
GtkWidget *
app_line_step_row_new (PhoneLineStep *step)
{
  return g_object_new (APP_TYPE_LINE_STEP_ROW, "step", step, NULL);
}
