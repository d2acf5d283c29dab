/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* libsoup reads the body of a refusal to its end, into memory, before anybody hears of it; and a server that says a letter
 * now and then never seems to be silent. So what comes is counted where it comes in, and no question lasts for ever. */

#include "config.h"

#include "dav-guard.h"

#define GUARD "dav-guard" /* of its cancellable, which hears until the guard is gone */

struct _DavGuard
{
  GCancellable *inner;
  GCancellable *outer;
  gulong outer_handler;
  GSource *timer;
  SoupMessage *message; /* what is asked at the moment; NULL: nothing was yet */
  gulong message_handler;
  gsize largest;
  gsize heard;
  GError *error; /* why it was ended from here; NULL: it was not */
};

static void
end (DavGuard   *self,
     DavError    code,
     const char *why)
{
  if (self->error == NULL)
    self->error = g_error_new_literal (DAV_ERROR, code, why);
  g_cancellable_cancel (self->inner);
}

static gboolean
late_cb (gpointer data)
{
  end (data, DAV_ERROR_UNREACHABLE, "the answer does not come to its end");
  return G_SOURCE_REMOVE;
}

static void
outer_cb (GCancellable *outer,
          gpointer      inner)
{
  g_cancellable_cancel (inner);
}

/*< private >
 * dav_guard_new:
 * @patience_s: seconds until the question is ended
 * @largest: how many octets a body may have
 * @outer: (nullable): ends the question as well
 *
 * Begins to watch.
 *
 * Returns: (transfer full): a guard
 */
DavGuard *
dav_guard_new (guint         patience_s,
               gsize         largest,
               GCancellable *outer)
{
  DavGuard *self = g_new0 (DavGuard, 1);

  self->inner = g_cancellable_new ();
  g_object_set_data (G_OBJECT (self->inner), GUARD, self);
  self->largest = largest;
  self->timer = g_timeout_source_new_seconds (patience_s);
  g_source_set_callback (self->timer, late_cb, self, NULL);
  g_source_attach (self->timer, g_main_context_get_thread_default ());
  if (outer != NULL)
    {
      self->outer = g_object_ref (outer);
      self->outer_handler = g_cancellable_connect (outer, G_CALLBACK (outer_cb), g_object_ref (self->inner),
                                                   g_object_unref);
    }
  return self;
}

static void
forget_message (DavGuard *self)
{
  if (self->message != NULL)
    g_signal_handler_disconnect (self->message, self->message_handler);
  g_clear_object (&self->message);
}

/*< private >
 * dav_guard_free:
 * @self: (transfer full): a guard
 *
 * Ends watching.
 */
void
dav_guard_free (DavGuard *self)
{
  g_return_if_fail (self != NULL);

  g_source_destroy (self->timer);
  g_source_unref (self->timer);
  forget_message (self);
  if (self->outer_handler != 0)
    g_signal_handler_disconnect (self->outer, self->outer_handler);
  g_clear_object (&self->outer);
  g_object_unref (self->inner);
  g_clear_error (&self->error);
  g_free (self);
}

/*< private >
 * dav_guard_get_cancellable:
 * @self: a guard
 *
 * What to ask with.
 *
 * Returns: (transfer none): it ends the question
 */
GCancellable *
dav_guard_get_cancellable (DavGuard *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->inner;
}

static void
heard_cb (SoupMessage  *message,
          guint         size,
          GCancellable *inner)
{
  DavGuard *self = g_object_get_data (G_OBJECT (inner), GUARD);

  self->heard += size;
  if (self->heard > self->largest)
    end (self, DAV_ERROR_TOO_LARGE, "the answer is too large");
}

/*< private >
 * dav_guard_watch:
 * @self: a guard
 * @message: what is about to be asked
 *
 * Counts what comes with it; what came with the one before is forgotten.
 */
void
dav_guard_watch (DavGuard    *self,
                 SoupMessage *message)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (SOUP_IS_MESSAGE (message));

  forget_message (self);
  self->heard = 0;
  self->message = g_object_ref (message);
  self->message_handler = g_signal_connect_object (message, "got-body-data", G_CALLBACK (heard_cb), self->inner,
                                                   G_CONNECT_DEFAULT);
}

/*< private >
 * dav_guard_check:
 * @self: a guard
 * @error: return location for %DAV_ERROR_TOO_LARGE or %DAV_ERROR_UNREACHABLE
 *
 * Whether the question may go on.
 *
 * Returns: %FALSE when it was ended from here
 */
gboolean
dav_guard_check (DavGuard  *self,
                 GError   **error)
{
  g_return_val_if_fail (self != NULL, TRUE);

  if (self->error == NULL)
    return TRUE;
  g_propagate_error (error, g_error_copy (self->error));
  return FALSE;
}
