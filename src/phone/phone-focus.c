/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One mouth, one ear: whoever is talked to must not hear what is said to somebody else. A call that takes the floor puts
 * every other on hold; a call that ends takes nobody back, for only the person knows whether they are ready for that. */

#include "config.h"

#include "phone-focus.h"

#include "phone-call-private.h"
#include "ua-error.h"

struct _PhoneFocus
{
  GObject parent_instance;

  PhoneCalls *calls;
};

G_DEFINE_FINAL_TYPE (PhoneFocus, phone_focus, G_TYPE_OBJECT)

/* One swap under way. */
typedef struct
{
  PhoneCall *from;
  PhoneCall *to;
} Swap;

static void
swap_free (Swap *swap)
{
  g_object_unref (swap->from);
  g_object_unref (swap->to);
  g_free (swap);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Swap, swap_free)

static void
hold_set_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!phone_call_set_hold_finish (PHONE_CALL (source), result, &error))
    g_info ("call %s: %s", phone_call_get_id (PHONE_CALL (source)), error->message);
}

static gboolean
is_talked_to (PhoneCall *call)
{
  return phone_call_is_up (call) && !phone_call_is_waiting (call);
}

/* Who is talked to is not put on hold by a call that would answer itself: that one rings now (TRUST 3.10). */
static void
takes_floor_cb (PhoneCall  *speaker,
                PhoneFocus *self)
{
  GListModel *calls = phone_calls_get_model (self->calls);

  for (guint n = 0; n < g_list_model_get_n_items (calls); n++)
    {
      g_autoptr (PhoneCall) call = g_list_model_get_item (calls, n);

      if (call != speaker)
        phone_call_leave_to_person (call);
      if (call != speaker && is_talked_to (call) && !phone_call_is_together (call, speaker))
        phone_call_set_hold_async (call, TRUE, NULL, hold_set_cb, NULL);
    }
}

static void
phone_focus_dispose (GObject *object)
{
  g_clear_object (&PHONE_FOCUS (object)->calls);

  G_OBJECT_CLASS (phone_focus_parent_class)->dispose (object);
}

static void
phone_focus_class_init (PhoneFocusClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = phone_focus_dispose;
}

static void
phone_focus_init (PhoneFocus *self)
{
}

PhoneFocus *
phone_focus_new (PhoneCalls *calls)
{
  PhoneFocus *self = g_object_new (PHONE_TYPE_FOCUS, NULL);

  self->calls = g_object_ref (calls);
  return self;
}

void
phone_focus_follow (PhoneFocus *self,
                    PhoneCall  *call)
{
  g_signal_connect_object (call, "takes-floor", G_CALLBACK (takes_floor_cb), self, G_CONNECT_DEFAULT);
}

/* The newest that is talked to (@waiting FALSE), or that waits for us. */
static PhoneCall *
find (PhoneFocus *self,
      gboolean    waiting)
{
  GListModel *calls = phone_calls_get_model (self->calls);
  PhoneCall *found = NULL;

  for (guint n = 0; n < g_list_model_get_n_items (calls); n++)
    {
      g_autoptr (PhoneCall) call = g_list_model_get_item (calls, n); /* the list holds it */

      if (phone_call_is_up (call) && phone_call_is_waiting (call) == waiting &&
          (found == NULL || call->waits_since_us >= found->waits_since_us))
        found = call;
    }
  return found;
}

/* The first waits, or has refused to, or has ended meanwhile. Whoever is left of the two is talked to. */
static void
first_held_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (Swap) swap = user_data;
  g_autoptr (GError) error = NULL;
  gboolean held = phone_call_set_hold_finish (swap->from, result, &error);

  if (!held)
    g_info ("call %s: %s", phone_call_get_id (swap->from), error->message);
  if (!held && phone_call_is_up (swap->from))
    return;
  if (phone_call_is_up (swap->to))
    phone_call_set_hold_async (swap->to, FALSE, NULL, hold_set_cb, NULL);
  else if (phone_call_is_up (swap->from))
    phone_call_set_hold_async (swap->from, FALSE, NULL, hold_set_cb, NULL);
}

gboolean
phone_focus_swap (PhoneFocus  *self,
                  GError     **error)
{
  PhoneCall *from = find (self, FALSE);
  PhoneCall *to = find (self, TRUE);
  Swap *swap;

  if (to == NULL)
    {
      g_set_error_literal (error, UA_ERROR, UA_ERROR_WRONG_STATE, "nobody waits");
      return FALSE;
    }
  if (from == NULL)
    {
      phone_call_set_hold_async (to, FALSE, NULL, hold_set_cb, NULL);
      return TRUE;
    }

  swap = g_new0 (Swap, 1);
  swap->from = g_object_ref (from);
  swap->to = g_object_ref (to);
  phone_call_set_hold_async (from, TRUE, NULL, first_held_cb, swap);
  return TRUE;
}
