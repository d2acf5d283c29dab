/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: whatever can be done about the call one looks at is an action with a name, so that a button, a key and a
 * test all do the same thing. */

#include "app-call-page-private.h"

#include "app-conference.h"
#include "app-failure.h"
#include "app-several.h"

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (AppCallPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!phone_call_answer_finish (PHONE_CALL (source), result, &error))
    app_failure_show (GTK_WIDGET (self), error);
}

static void
answer_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  AppCallPage *self = APP_CALL_PAGE (widget);

  phone_call_answer_async (self->call, NULL, answered_cb, g_object_ref (self));
}

static void
decline_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  phone_call_decline (APP_CALL_PAGE (widget)->call);
}

static void
hang_up_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  AppCallPage *self = APP_CALL_PAGE (widget);

  app_conference_hang_up (self->phone, self->call);
}

static void
message_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  AppCallPage *self = APP_CALL_PAGE (widget);

  gtk_widget_activate_action (widget, "win.message", "s", phone_call_get_remote_address (self->call));
}

static void
again_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  AppCallPage *self = APP_CALL_PAGE (widget);

  gtk_widget_activate_action (widget, "win.call", "s", phone_call_get_remote_address (self->call));
}

static void
transfer_cb (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  AppCallPage *self = APP_CALL_PAGE (widget);

  app_several_ask_transfer (widget, self->phone, self->call);
}

static void
swap_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  g_autoptr (GError) error = NULL;

  if (!phone_swap (APP_CALL_PAGE (widget)->phone, &error))
    app_failure_show (widget, error);
}

static void
merge_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  AppCallPage *self = APP_CALL_PAGE (widget);
  PhoneCall *other = app_several_find_other (self->phone, self->call);
  g_autoptr (GError) error = NULL;

  if (other != NULL && phone_merge (self->phone, self->call, other, &error) == NULL)
    app_failure_show (widget, error);
}

static void
split_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  AppCallPage *self = APP_CALL_PAGE (widget);

  phone_split (self->phone, self->call);
}

static void
keypad_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  app_call_keypad_toggle (APP_CALL_PAGE (widget)->keypad);
}

static void
record_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  gtk_widget_activate_action (APP_CALL_PAGE (widget)->record, "record.toggle", NULL);
}

/*< private >
 * Gives the class what can be done with its call; hold and mute are properties of the page.
 */
void
app_call_page_install_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "call.answer", answer_cb },   { "call.decline", decline_cb },   { "call.hang-up", hang_up_cb },
    { "call.transfer", transfer_cb }, { "call.swap", swap_cb },       { "call.merge", merge_cb },
    { "call.split", split_cb },     { "call.keypad", keypad_cb },     { "call.message", message_cb },
    { "call.again", again_cb },     { "call.record", record_cb },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);
}
