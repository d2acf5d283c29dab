/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: what the window asks before it does it, because it cannot be taken back: a call is cut off. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-window-private.h"

#define LEAVING "app-window-leaving"

/* Hidden, the telephone goes on; but nobody is to be heard by it any more. */
static void
hang_up_and_hide (AppWindow *self)
{
  GListModel *calls = phone_get_calls (self->phone);

  for (guint i = g_list_model_get_n_items (calls); i > 0; i--)
    {
      g_autoptr (PhoneCall) call = g_list_model_get_item (calls, i - 1);

      phone_call_hang_up (call);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
close_response_cb (AppWindow      *self,
                   const char     *response,
                   AdwAlertDialog *dialog)
{
  if (!g_str_equal (response, "close"))
    return;
  if (gtk_window_get_hide_on_close (GTK_WINDOW (self)) && g_object_get_data (G_OBJECT (dialog), LEAVING) == NULL)
    hang_up_and_hide (self);
  else
    gtk_window_destroy (GTK_WINDOW (self));
}

/* A call that was hung up is over for the person, and stays in the list for a moment. */
static gboolean
is_in_call (AppWindow *self)
{
  GListModel *calls = phone_get_calls (self->phone);
  guint n = g_list_model_get_n_items (calls);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PhoneCall) call = g_list_model_get_item (calls, i);
      PhoneCallState state = phone_call_get_state (call);

      if (state != PHONE_CALL_STATE_ENDING && state != PHONE_CALL_STATE_ENDED)
        return TRUE;
    }
  return FALSE;
}

/* A second request may come while the first is being carried out. */
static AdwDialog *
ask_to_close (AppWindow *self)
{
  AdwDialog *dialog;

  if (self->phone == NULL || !is_in_call (self))
    return NULL;
  dialog = adw_alert_dialog_new (_("Hang Up?"), _("A call is going on. It ends when the window closes."));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _("_Cancel"), "close", _("_Hang Up"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "close", ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (close_response_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
  return dialog;
}

/*< private >
 * Asks before a call is cut off: closing the window in the middle of a sentence is rarely meant. Returns
 * whether it asked.
 */
gboolean
app_window_ask_to_close (AppWindow *self)
{
  return ask_to_close (self) != NULL;
}

/**
 * app_window_leave:
 * @self: a window
 *
 * Closes the window for good, whether or not the telephone would stay without it; asks first where a call is going on.
 */
void
app_window_leave (AppWindow *self)
{
  AdwDialog *dialog;

  g_return_if_fail (APP_IS_WINDOW (self));

  dialog = ask_to_close (self);
  if (dialog == NULL)
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  g_object_set_data (G_OBJECT (dialog), LEAVING, dialog);
  gtk_window_present (GTK_WINDOW (self));
}
