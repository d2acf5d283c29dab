/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: a talk that is over leaves a page behind that knows who it was and how it sounded, at the one moment at
 * which a person cares: to call again, to write what was forgotten, or to keep whom they do not know yet. */

#include "app-call-after.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-closures.h"
#include "app-quality-graph.h"
#include "app-quality-words.h"

struct _AppCallAfter
{
  AdwBin parent_instance;

  Phone *phone;
  PhoneCall *call;
  GSignalGroup *signals;
  guint timer; /* GSource id; 0: nothing is over, or somebody leaves by hand */
  guint left;  /* seconds */

  GtkLabel *sounded;
  GtkMenuButton *why;
  AppQualityGraph *graph;
  GtkLabel *summary;
  GtkWidget *add;
};

G_DEFINE_FINAL_TYPE (AppCallAfter, app_call_after, ADW_TYPE_BIN)

enum
{
  PROP_PHONE = 1,
  PROP_CALL,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static PhoneGrade
get_grade (PhoneCall *call)
{
  GListModel *readings = phone_call_quality_get_readings (phone_call_get_quality (call));
  double sum = 0;
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (readings); i++)
    {
      g_autoptr (PhoneReading) reading = g_list_model_get_item (readings, i);

      if (phone_reading_get_mos (reading) <= 0)
        continue;
      sum += phone_reading_get_mos (reading);
      n++;
    }
  return n > 0 ? phone_grade_for_mos (sum / n) : PHONE_GRADE_UNKNOWN;
}

static const char *
get_words (PhoneGrade grade)
{
  switch (grade)
    {
    case PHONE_GRADE_GOOD:
      return _("It sounded good");
    case PHONE_GRADE_FAIR:
      return _("It sounded fair");
    case PHONE_GRADE_POOR:
      return _("It sounded poor");
    case PHONE_GRADE_UNKNOWN:
      return NULL;
    default:
      g_return_val_if_reached (NULL);
    }
}

static gboolean
is_stranger (AppCallAfter *self)
{
  PhoneAccount *account = phone_call_get_account (self->call);
  const char *at = account != NULL ? strrchr (phone_account_get_address (account), '@') : NULL;

  return self->phone != NULL && !phone_call_is_anonymous (self->call)
         && (account == NULL || !phone_account_is_practice (account))
         && phone_people_find (phone_get_people (self->phone), at != NULL ? at + 1 : NULL,
                               phone_call_get_remote_address (self->call)) == NULL;
}

static void
show_quality (AppCallAfter *self)
{
  PhoneGrade grade = get_grade (self->call);
  GListModel *readings = phone_call_quality_get_readings (phone_call_get_quality (self->call));
  g_autofree char *summary = app_quality_words_summarize (readings, 0);
  const char *words = get_words (grade);

  gtk_label_set_text (self->sounded, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->sounded), words != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->why), grade == PHONE_GRADE_POOR || grade == PHONE_GRADE_FAIR);
  app_quality_graph_set_readings (self->graph, readings);
  gtk_label_set_text (self->summary, summary != NULL ? summary : "");
}

static gboolean
tick_cb (gpointer user_data)
{
  AppCallAfter *self = user_data;

  app_call_after_pass_second (self);
  return self->timer != 0;
}

static void
show (AppCallAfter *self)
{
  gboolean holds = self->call != NULL && app_call_after_holds (self->call);

  gtk_widget_set_visible (GTK_WIDGET (self), holds);
  if (!holds || self->timer != 0)
    return;
  show_quality (self);
  gtk_widget_set_visible (self->add, is_stranger (self));
  self->left = APP_CALL_AFTER_S;
  self->timer = g_timeout_add_seconds (1, tick_cb, self);
}

static void
message_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "win.message", "s",
                              phone_call_get_remote_address (APP_CALL_AFTER (widget)->call));
}

static void
add_cb (GtkWidget  *widget,
        const char *name,
        GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "win.add-caller", "s",
                              phone_call_get_remote_address (APP_CALL_AFTER (widget)->call));
}

static void
set_call (AppCallAfter *self,
          PhoneCall    *call)
{
  if (!g_set_object (&self->call, call))
    return;
  g_signal_group_set_target (self->signals, call);
  show (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CALL]);
}

static void
app_call_after_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  AppCallAfter *self = APP_CALL_AFTER (object);

  switch (id)
    {
    case PROP_PHONE:
      g_value_set_object (value, self->phone);
      break;
    case PROP_CALL:
      g_value_set_object (value, self->call);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_call_after_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  AppCallAfter *self = APP_CALL_AFTER (object);

  switch (id)
    {
    case PROP_PHONE:
      if (g_set_object (&self->phone, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_CALL:
      set_call (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_call_after_dispose (GObject *object)
{
  AppCallAfter *self = APP_CALL_AFTER (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->signals);
  g_clear_object (&self->call);
  g_clear_object (&self->phone);
  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_CALL_AFTER);
  G_OBJECT_CLASS (app_call_after_parent_class)->dispose (object);
}

static void
app_call_after_class_init (AppCallAfterClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = app_call_after_get_property;
  object_class->set_property = app_call_after_set_property;
  object_class->dispose = app_call_after_dispose;

  /**
   * AppCallAfter:phone: (nullable)
   *
   * The phone that knows whom one knows.
   */
  props[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, PHONE_TYPE_PHONE, flags);
  /**
   * AppCallAfter:call: (nullable)
   *
   * The call whose end is waited for.
   */
  props[PROP_CALL] = g_param_spec_object ("call", NULL, NULL, PHONE_TYPE_CALL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (APP_TYPE_QUALITY_GRAPH);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-call-after.ui");
  gtk_widget_class_bind_template_child (widget_class, AppCallAfter, sounded);
  gtk_widget_class_bind_template_child (widget_class, AppCallAfter, why);
  gtk_widget_class_bind_template_child (widget_class, AppCallAfter, graph);
  gtk_widget_class_bind_template_child (widget_class, AppCallAfter, summary);
  gtk_widget_class_bind_template_child (widget_class, AppCallAfter, add);
  app_closures_bind (widget_class);
  gtk_widget_class_install_action (widget_class, "after.message", NULL, message_cb);
  gtk_widget_class_install_action (widget_class, "after.add", NULL, add_cb);
}

static void
app_call_after_init (AppCallAfter *self)
{
  self->signals = g_signal_group_new (PHONE_TYPE_CALL);
  g_signal_group_connect_swapped (self->signals, "notify::state", G_CALLBACK (show), self);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * app_call_after_holds:
 * @call: a call
 *
 * Returns: whether it was a talk that ended as talks do
 */
gboolean
app_call_after_holds (PhoneCall *call)
{
  g_return_val_if_fail (PHONE_IS_CALL (call), FALSE);

  return phone_call_get_state (call) == PHONE_CALL_STATE_ENDED && phone_call_get_duration (call) > 0
         && phone_call_get_end_text (call) == NULL;
}

/**
 * app_call_after_pass_second:
 * @self: what is said after a call
 *
 * Counts one second, unless a person is about to use what it offers; after the last one the page is left.
 */
void
app_call_after_pass_second (AppCallAfter *self)
{
  GtkPopover *popover;

  g_return_if_fail (APP_IS_CALL_AFTER (self));

  popover = gtk_menu_button_get_popover (self->why);
  if (self->timer == 0 || gtk_widget_get_visible (GTK_WIDGET (popover))
      || (gtk_widget_get_state_flags (GTK_WIDGET (self)) & GTK_STATE_FLAG_PRELIGHT))
    return;
  if (--self->left > 0)
    return;
  g_clear_handle_id (&self->timer, g_source_remove);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.leave-call", NULL);
}
