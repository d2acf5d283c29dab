/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Several calls as a test sets them: nothing happens but that it is written down. */

#include "scripted-several.h"

#include "phone-handover-private.h"
#include "phone-request-private.h"

static char *done;

static void
note (const char *what,
      const char *about)
{
  g_free (done);
  done = g_strdup_printf ("%s%s%s", what, about != NULL ? " " : "", about != NULL ? about : "");
}

const char *
scripted_several_get_done (void)
{
  return done;
}

void
scripted_several_forget (void)
{
  g_clear_pointer (&done, g_free);
}

PhoneHandover *
phone_call_get_handover (PhoneCall *self)
{
  PhoneHandover *handover = g_object_get_data (G_OBJECT (self), "handover");

  if (handover == NULL)
    {
      handover = phone_handover_new ();
      g_object_set_data_full (G_OBJECT (self), "handover", handover, g_object_unref);
    }
  return handover;
}

void
scripted_several_tell (PhoneCall  *call,
                       const char *text,
                       gboolean    going_on)
{
  phone_handover_tell (phone_call_get_handover (call), text, going_on);
}

void
scripted_several_divert (PhoneCall  *call,
                         const char *text)
{
  g_object_set_data_full (G_OBJECT (call), "diversion", g_strdup (text), g_free);
}

char *
phone_call_dup_diversion_text (PhoneCall *self)
{
  return g_strdup (g_object_get_data (G_OBJECT (self), "diversion"));
}

gboolean
phone_call_answers_itself (PhoneCall *self)
{
  return FALSE;
}

GListModel *
phone_get_requests (Phone *self)
{
  GListStore *requests = g_object_get_data (G_OBJECT (self), "requests");

  if (requests == NULL)
    {
      requests = g_list_store_new (PHONE_TYPE_REQUEST);
      g_object_set_data_full (G_OBJECT (self), "requests", requests, g_object_unref);
    }
  return G_LIST_MODEL (requests);
}

static void
decided (gboolean accepted,
         gpointer data)
{
  note (accepted ? "accepted" : "declined", NULL);
}

PhoneRequest *
scripted_several_ask (Phone      *phone,
                      const char *text)
{
  g_autoptr (PhoneRequest) request = phone_request_new (PHONE_REQUEST_KIND_REFERRAL, text);

  phone_request_set_decide (request, decided, NULL, NULL);
  g_list_store_append (G_LIST_STORE (phone_get_requests (phone)), request);
  return request; /* the list holds it */
}

gboolean
phone_swap (Phone   *self,
            GError **error)
{
  note ("swap", NULL);
  return TRUE;
}

PhoneConference *
phone_merge (Phone      *self,
             PhoneCall  *one,
             PhoneCall  *other,
             GError    **error)
{
  note ("merge", phone_call_get_remote_name (other));
  scripted_several_join (self, one, other);
  return phone_get_conference (self);
}

static void
complete (PhoneCall           *self,
          GAsyncReadyCallback  callback,
          gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_return_boolean (task, TRUE);
}

void
phone_call_transfer_async (PhoneCall           *self,
                           const char          *target,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  note ("transfer", target);
  complete (self, callback, user_data);
}

gboolean
phone_call_transfer_finish (PhoneCall     *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
phone_call_transfer_to_call_async (PhoneCall           *self,
                                   PhoneCall           *other,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  note ("connect", phone_call_get_remote_name (other));
  complete (self, callback, user_data);
}

gboolean
phone_call_transfer_to_call_finish (PhoneCall     *self,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
