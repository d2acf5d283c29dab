/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: a dialog in the middle of a talk takes the talk away from one's eyes. Whoever knocks stands at the upper
 * edge of the page, with what may be done about both of them in words, until they are answered, declined, or give up. */

#include "app-call-waiting.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-closures.h"
#include "app-face.h"
#include "app-reply-button.h"
#include "app-several.h"
#include "phone-hush.h"

struct _AppCallWaiting
{
  AdwBin parent_instance;

  Phone *phone;
  PhoneCall *call;    /* of the page */
  PhoneCall *waiting; /* NULL: nobody knocks */
  GSignalGroup *signals; /* of the one who waits */
  AdwAvatar *avatar;
  GtkLabel *name;
  GtkButton *answer;
  GtkWidget *end_and_answer;
  GtkWidget *silence;
  AppReplyButton *reply;
};

G_DEFINE_FINAL_TYPE (AppCallWaiting, app_call_waiting, ADW_TYPE_BIN)

static PhoneCall *
find_waiting (AppCallWaiting *self)
{
  GListModel *calls = phone_get_calls (self->phone);

  for (guint i = 0; i < g_list_model_get_n_items (calls); i++)
    {
      g_autoptr (PhoneCall) call = g_list_model_get_item (calls, i); /* the list holds it */

      if (call != self->call && phone_call_get_state (call) == PHONE_CALL_STATE_INCOMING)
        return call;
    }
  return NULL;
}

/* Said aloud: who does not see the bar hears a knock and nothing more. */
static void
announce (AppCallWaiting *self,
          const char     *name)
{
  /* Translators: %s is somebody who calls while one talks to somebody else. */
  g_autofree char *text = g_strdup_printf (_("%s is calling"), name);

  gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static void
show_waiting (AppCallWaiting *self)
{
  gboolean talks = app_several_find_talk (self->phone, self->waiting) != NULL;
  gboolean hushed = phone_call_is_hushed (self->waiting);
  g_autofree char *name = app_closures_name (NULL, phone_call_get_remote_name (self->waiting));

  app_face_name (self->avatar, phone_call_get_remote_name (self->waiting));
  gtk_label_set_text (self->name, name);
  gtk_button_set_label (self->answer, talks ? _("Hold and Answer") : _("Answer"));
  gtk_widget_set_visible (self->end_and_answer, talks);
  gtk_widget_set_visible (self->silence, !hushed);
}

static void
show (AppCallWaiting *self)
{
  PhoneCall *waiting = find_waiting (self);
  gboolean fresh = g_set_object (&self->waiting, waiting);

  gtk_widget_set_visible (GTK_WIDGET (self), waiting != NULL);
  if (fresh)
    {
      g_signal_group_set_target (self->signals, waiting);
      g_object_set (self->reply, "call", waiting, NULL);
    }
  if (waiting == NULL)
    return;
  show_waiting (self);
  if (fresh && gtk_widget_get_mapped (GTK_WIDGET (self)))
    announce (self, gtk_label_get_text (self->name));
}

static void
calls_changed_cb (AppCallWaiting *self,
                  guint           position,
                  guint           removed,
                  guint           added,
                  GListModel     *calls)
{
  show (self);
}

static void
act (GtkWidget  *widget,
     const char *action)
{
  g_autoptr (PhoneCall) waiting = NULL;

  if (g_set_object (&waiting, APP_CALL_WAITING (widget)->waiting))
    gtk_widget_activate_action (widget, action, "s", phone_call_get_id (waiting));
}

static void
answer_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  act (widget, "win.answer");
}

static void
end_and_answer_cb (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  act (widget, "win.end-and-answer");
}

static void
decline_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  act (widget, "win.decline");
}

static void
silence_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  act (widget, "win.silence");
  show (APP_CALL_WAITING (widget));
}

static void
app_call_waiting_dispose (GObject *object)
{
  AppCallWaiting *self = APP_CALL_WAITING (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_CALL_WAITING);
  g_clear_object (&self->signals);
  g_clear_object (&self->waiting);
  g_clear_object (&self->call);
  g_clear_object (&self->phone);
  G_OBJECT_CLASS (app_call_waiting_parent_class)->dispose (object);
}

static void
app_call_waiting_class_init (AppCallWaitingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = app_call_waiting_dispose;

  g_type_ensure (APP_TYPE_REPLY_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-call-waiting.ui");
  gtk_widget_class_bind_template_child (widget_class, AppCallWaiting, avatar);
  gtk_widget_class_bind_template_child (widget_class, AppCallWaiting, name);
  gtk_widget_class_bind_template_child (widget_class, AppCallWaiting, answer);
  gtk_widget_class_bind_template_child (widget_class, AppCallWaiting, end_and_answer);
  gtk_widget_class_bind_template_child (widget_class, AppCallWaiting, silence);
  gtk_widget_class_bind_template_child (widget_class, AppCallWaiting, reply);
  gtk_widget_class_install_action (widget_class, "waiting.answer", NULL, answer_cb);
  gtk_widget_class_install_action (widget_class, "waiting.end-and-answer", NULL, end_and_answer_cb);
  gtk_widget_class_install_action (widget_class, "waiting.decline", NULL, decline_cb);
  gtk_widget_class_install_action (widget_class, "waiting.silence", NULL, silence_cb);
}

static void
app_call_waiting_init (AppCallWaiting *self)
{
  self->signals = g_signal_group_new (PHONE_TYPE_CALL);
  g_signal_group_connect_swapped (self->signals, "notify::state", G_CALLBACK (show), self);
  g_signal_group_connect_swapped (self->signals, "notify::remote-name", G_CALLBACK (show), self);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * app_call_waiting_attach:
 * @page: a page whose child is an #AdwToolbarView
 * @phone: a phone
 * @call: the call the page shows
 *
 * Lets the page tell of whoever else calls.
 */
void
app_call_waiting_attach (AdwNavigationPage *page,
                         Phone             *phone,
                         PhoneCall         *call)
{
  AppCallWaiting *self;

  g_return_if_fail (ADW_IS_NAVIGATION_PAGE (page));
  g_return_if_fail (PHONE_IS_PHONE (phone));
  g_return_if_fail (PHONE_IS_CALL (call));

  self = g_object_new (APP_TYPE_CALL_WAITING, "visible", FALSE, NULL);
  self->phone = g_object_ref (phone);
  self->call = g_object_ref (call);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (adw_navigation_page_get_child (page)), GTK_WIDGET (self));
  g_signal_connect_object (phone_get_calls (phone), "items-changed", G_CALLBACK (calls_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (call, "notify::state", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
}

/**
 * app_call_waiting_takes:
 * @page: (nullable): the page before one's eyes, or behind a list
 * @shown: (nullable): the call it shows
 *
 * Returns: whether it tells of somebody who calls now, so that nobody else need do it
 */
gboolean
app_call_waiting_takes (AdwNavigationPage *page,
                        PhoneCall         *shown)
{
  GtkWidget *view = page != NULL ? adw_navigation_page_get_child (page) : NULL;

  return shown != NULL && app_closures_call_goes_on (NULL, phone_call_get_state (shown)) && ADW_IS_TOOLBAR_VIEW (view)
         && gtk_widget_get_mapped (view) && adw_toolbar_view_get_reveal_top_bars (ADW_TOOLBAR_VIEW (view));
}
