/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: what the window does about whoever calls: it puts them before one's eyes in one place and no more, and
 * does with them what was chosen there. */

#include "config.h"

#include "app-call-waiting.h"
#include "app-conference.h"
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
  gtk_widget_class_install_action (widget_class, "win.mood", NULL, mood_cb);
  gtk_widget_class_install_action (widget_class, "win.add-caller", "s", add_caller_cb);
}
