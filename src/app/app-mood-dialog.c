/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: "busy" says less than "in the library until noon". The words, and when they are wrong again, are set in
 * one place; what is said is told to nobody before the button is pressed. */

#include "app-mood-dialog.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-closures.h"
#include "phone-mood.h"

struct _AppMoodDialog
{
  AdwDialog parent_instance;

  Phone *phone;
  AdwComboRow *state;
  GtkEditable *note;
  AdwComboRow *until;
  GtkLabel *now;
};

G_DEFINE_FINAL_TYPE (AppMoodDialog, app_mood_dialog, ADW_TYPE_DIALOG)

/* In the order of the list in the template. */
static const PhonePresenceState states[] = {
  PHONE_PRESENCE_STATE_AVAILABLE, PHONE_PRESENCE_STATE_AWAY, PHONE_PRESENCE_STATE_BUSY, PHONE_PRESENCE_STATE_OFFLINE,
  PHONE_PRESENCE_STATE_UNKNOWN,
};

/* Likewise. */
typedef enum
{
  UNTIL_CHANGED,
  UNTIL_AN_HOUR,
  UNTIL_NIGHT,
} Until;

#define HOUR_S (60 * 60)

static PhonePresenceState
get_chosen (AppMoodDialog *self)
{
  guint position = adw_combo_row_get_selected (self->state);

  return position < G_N_ELEMENTS (states) ? states[position] : PHONE_PRESENCE_STATE_UNKNOWN;
}

/* To who tells nothing there is nothing to be said. */
static void
chosen_cb (AppMoodDialog *self)
{
  gboolean tells = get_chosen (self) != PHONE_PRESENCE_STATE_UNKNOWN;

  gtk_widget_set_sensitive (GTK_WIDGET (self->note), tells);
  gtk_widget_set_sensitive (GTK_WIDGET (self->until), tells);
}

static gint64
get_until (AppMoodDialog *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  switch ((Until) adw_combo_row_get_selected (self->until))
    {
    case UNTIL_AN_HOUR:
      return g_date_time_to_unix (now) + HOUR_S;
    case UNTIL_NIGHT:
      return app_mood_dialog_get_night (now);
    case UNTIL_CHANGED:
    default:
      return 0;
    }
}

static void
tell_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  AppMoodDialog *self = APP_MOOD_DIALOG (widget);

  phone_mood_set (self->phone, get_chosen (self), gtk_editable_get_text (self->note), get_until (self));
  adw_dialog_close (ADW_DIALOG (self));
}

/* As is, until it is told otherwise. */
static void
show_until (AppMoodDialog *self)
{
  gint64 until = phone_mood_get_until (self->phone);
  g_autoptr (GDateTime) time = until != 0 ? g_date_time_new_from_unix_local (until) : NULL;
  g_autofree char *clock = app_closures_clock (NULL, time);
  /* Translators: %s is a time of day. */
  g_autofree char *text = clock != NULL ? g_strdup_printf (_("What others see now ends at %s."), clock) : NULL;

  gtk_label_set_text (self->now, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->now), text != NULL);
}

static void
fill (AppMoodDialog *self)
{
  PhonePresenceState state = phone_get_presence (self->phone);
  const char *note = phone_get_presence_note (self->phone);

  for (guint n = 0; n < G_N_ELEMENTS (states); n++)
    {
      if (states[n] == state)
        adw_combo_row_set_selected (self->state, n);
    }
  gtk_editable_set_text (self->note, note != NULL ? note : "");
  show_until (self);
  chosen_cb (self);
}

static void
app_mood_dialog_dispose (GObject *object)
{
  g_clear_object (&APP_MOOD_DIALOG (object)->phone);
  gtk_widget_dispose_template (GTK_WIDGET (object), APP_TYPE_MOOD_DIALOG);
  G_OBJECT_CLASS (app_mood_dialog_parent_class)->dispose (object);
}

static void
app_mood_dialog_class_init (AppMoodDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_mood_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-mood-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, AppMoodDialog, state);
  gtk_widget_class_bind_template_child (widget_class, AppMoodDialog, note);
  gtk_widget_class_bind_template_child (widget_class, AppMoodDialog, until);
  gtk_widget_class_bind_template_child (widget_class, AppMoodDialog, now);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_install_action (widget_class, "mood.tell", NULL, tell_cb);
}

static void
app_mood_dialog_init (AppMoodDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * app_mood_dialog_new:
 * @phone: a phone
 *
 * Returns: (transfer floating): a dialog that shows what others see of the person, to be changed
 */
AppMoodDialog *
app_mood_dialog_new (Phone *phone)
{
  AppMoodDialog *self = g_object_new (APP_TYPE_MOOD_DIALOG, NULL);

  self->phone = g_object_ref (phone);
  fill (self);
  return self;
}

/**
 * app_mood_dialog_get_night:
 * @now: a moment
 *
 * Returns: when its day is over, in seconds since 1970
 */
gint64
app_mood_dialog_get_night (GDateTime *now)
{
  g_autoptr (GDateTime) tomorrow = g_date_time_add_days (now, 1);
  g_autoptr (GDateTime) night = g_date_time_new (g_date_time_get_timezone (now), g_date_time_get_year (tomorrow),
                                                 g_date_time_get_month (tomorrow),
                                                 g_date_time_get_day_of_month (tomorrow), 0, 0, 0);

  return g_date_time_to_unix (night != NULL ? night : tomorrow);
}
