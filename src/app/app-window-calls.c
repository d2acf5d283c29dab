/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: what the window does about whoever calls: it puts them before one's eyes in one place and no more, and
 * does with them what was chosen there. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-call-waiting.h"
#include "app-conference.h"
#include "app-failure.h"
#include "app-incoming-dialog.h"
#include "app-mood-dialog.h"
#include "app-person-editor.h"
#include "app-replies.h"
#include "app-several.h"
#include "app-window-private.h"
#include "phone-hush.h"

static PhoneCall *
find_ringing (GtkWidget  *widget,
              const char *id)
{
  g_autoptr (PhoneCall) call = app_window_find_call (APP_WINDOW (widget), id);

  return call != NULL && phone_call_get_state (call) == PHONE_CALL_STATE_INCOMING ? g_steal_pointer (&call) : NULL;
}

static void
decline_with_cb (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  const char *id = NULL;
  const char *text = NULL;
  g_autoptr (PhoneCall) call = NULL;

  g_variant_get (parameter, "(&s&s)", &id, &text);
  call = find_ringing (widget, id);
  if (call != NULL)
    app_replies_decline (APP_WINDOW (widget)->phone, call, text);
}

static void
silence_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  g_autoptr (PhoneCall) call = find_ringing (widget, g_variant_get_string (parameter, NULL));

  if (call != NULL)
    phone_call_hush (call);
}

/* Whoever is talked to is let go; who waits goes on waiting. */
static void
end_and_answer_cb (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  Phone *phone = APP_WINDOW (widget)->phone;
  g_autoptr (PhoneCall) call = find_ringing (widget, g_variant_get_string (parameter, NULL));
  PhoneCall *talk = call != NULL ? app_several_find_talk (phone, call) : NULL;

  if (call == NULL)
    return;
  if (talk != NULL)
    app_conference_hang_up (phone, talk);
  gtk_widget_activate_action (widget, "win.answer", "s", phone_call_get_id (call));
}

static void
add_caller_cb (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  PhonePeople *people = phone_get_people (APP_WINDOW (widget)->phone);

  adw_dialog_present (ADW_DIALOG (app_person_editor_new (people, NULL, g_variant_get_string (parameter, NULL))), widget);
}

static void
mood_closed_cb (GObject *window)
{
  g_object_notify (window, "presence");
}

static void
mood_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  AdwDialog *dialog = ADW_DIALOG (app_mood_dialog_new (APP_WINDOW (widget)->phone));

  /* What the menu marks is what was told. */
  g_signal_connect_object (dialog, "closed", G_CALLBACK (mood_closed_cb), widget, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, widget);
}

/* Keys reach the call one is looking at, wherever the focus is. */
static void
shown_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  static const char *const names[][2] = {
    { "win.hold-shown", "call.hold" },         { "win.record-shown", "call.record" },
    { "win.transfer-shown", "call.transfer" }, { "win.swap-shown", "call.swap" },
    { "win.merge-shown", "call.merge" },
  };
  AdwNavigationPage *page = adw_navigation_split_view_get_content (APP_WINDOW (widget)->split_view);

  for (gsize n = 0; n < G_N_ELEMENTS (names) && app_window_get_shown_call (APP_WINDOW (widget)) != NULL; n++)
    {
      if (g_str_equal (names[n][0], name))
        gtk_widget_activate_action (GTK_WIDGET (page), names[n][1], NULL);
    }
}

static PhoneCall *
find_first_ringing (AppWindow *self)
{
  GListModel *calls = phone_get_calls (self->phone);

  for (guint i = 0; i < g_list_model_get_n_items (calls); i++)
    {
      g_autoptr (PhoneCall) call = g_list_model_get_item (calls, i);

      if (phone_call_get_state (call) == PHONE_CALL_STATE_INCOMING)
        return g_steal_pointer (&call);
    }
  return NULL;
}

/* Whoever rings is answered or declined without being looked for. */
static void
ringing_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  g_autoptr (PhoneCall) call = find_first_ringing (APP_WINDOW (widget));

  if (call != NULL)
    gtk_widget_activate_action (widget, g_str_equal (name, "win.answer-ringing") ? "win.answer" : "win.decline", "s",
                                phone_call_get_id (call));
}

/*< private >
 * Puts whoever calls before the person: over the page of the call they talk in, or over everything.
 */
void
app_window_tell_incoming (AppWindow *self,
                          PhoneCall *call)
{
  AdwNavigationPage *page = adw_navigation_split_view_get_content (self->split_view);

  if (!app_call_waiting_takes (page, app_window_get_shown_call (self)))
    adw_dialog_present (ADW_DIALOG (app_incoming_dialog_new (self->phone, call)), GTK_WIDGET (self));
}

/*< private >
 * Whoever knocked at a page that is left knocks at the window.
 */
void
app_window_tell_waiting (AppWindow *self)
{
  GListModel *calls = phone_get_calls (self->phone);

  for (guint i = 0; i < g_list_model_get_n_items (calls); i++)
    {
      g_autoptr (PhoneCall) call = g_list_model_get_item (calls, i);

      if (phone_call_get_state (call) == PHONE_CALL_STATE_INCOMING && !phone_call_is_hushed (call)
          && adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) == NULL)
        app_window_tell_incoming (self, call);
    }
}

/**
 * app_window_is_too_late:
 * @self: a window
 * @action: what a notification asks for
 * @call_id: for which call
 *
 * Tells the person where that call is over, which may have been so before this program was started again.
 *
 * Returns: whether there is nothing left to do
 */
gboolean
app_window_is_too_late (AppWindow  *self,
                        const char *action,
                        const char *call_id)
{
  static const char *const actions[] = { "win.answer", "win.answer-with-video", "win.show-call", NULL };
  g_autoptr (PhoneCall) call = NULL;

  g_return_val_if_fail (APP_IS_WINDOW (self), FALSE);

  if (!g_strv_contains (actions, action))
    return FALSE;
  call = app_window_find_call (self, call_id);
  if (call != NULL && phone_call_get_state (call) < PHONE_CALL_STATE_ENDING)
    return FALSE;
  app_failure_say (GTK_WIDGET (self->stack), _("This call is over."));
  return TRUE;
}

/*< private >
 * Gives the class what can be done with a call that comes in beside answering and declining it, and with
 * who called.
 */
void
app_window_install_call_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.decline-with", "(ss)", decline_with_cb);
  gtk_widget_class_install_action (widget_class, "win.silence", "s", silence_cb);
  gtk_widget_class_install_action (widget_class, "win.end-and-answer", "s", end_and_answer_cb);
  gtk_widget_class_install_action (widget_class, "win.answer-ringing", NULL, ringing_cb);
  gtk_widget_class_install_action (widget_class, "win.decline-ringing", NULL, ringing_cb);
  gtk_widget_class_install_action (widget_class, "win.hold-shown", NULL, shown_cb);
  gtk_widget_class_install_action (widget_class, "win.record-shown", NULL, shown_cb);
  gtk_widget_class_install_action (widget_class, "win.transfer-shown", NULL, shown_cb);
  gtk_widget_class_install_action (widget_class, "win.swap-shown", NULL, shown_cb);
  gtk_widget_class_install_action (widget_class, "win.merge-shown", NULL, shown_cb);
  gtk_widget_class_install_action (widget_class, "win.mood", NULL, mood_cb);
  gtk_widget_class_install_action (widget_class, "win.add-caller", "s", add_caller_cb);
}
