/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Calls can be tested whole without a microphone when whoever writes their descriptions does as it is told.
 * It also stands guard at the accept gate (TRUST 3.5). */

#include "doubles-description-handler.h"

struct _DoublesDescriptionHandler
{
  GObject            parent_instance;
  DoublesHandlerMood mood;
  gboolean           shut;
  UaDescriptionFault fault;
  gboolean           hold;
  gboolean           closed;
  gboolean           toneless;
  gboolean           trickles;
  char              *fragment;
  guint              kinds;
  guint              version;
  char              *next;
  char              *read;
  GTask             *waiting;
  GString           *heard;
  gboolean           forks;
  guint              n_forks;
  guint              number; /* of a fork; 0: it is none */
  DoublesDescriptionHandler *root; /* of a fork: who writes down what it is asked */
};

static void handler_iface_init (UaDescriptionHandlerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DoublesDescriptionHandler, doubles_description_handler, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (UA_TYPE_DESCRIPTION_HANDLER, handler_iface_init))

static void
note (DoublesDescriptionHandler *self,
      const char                *what)
{
  GString *heard = self->root != NULL ? self->root->heard : self->heard;

  g_string_append (heard, heard->len > 0 ? ", " : "");
  if (self->number > 0)
    g_string_append_printf (heard, "%u ", self->number);
  g_string_append (heard, what);
}

static void
pass_gate (DoublesDescriptionHandler *self,
           const char                *what)
{
  if (self->shut)
    g_error ("accept gate: %s before a person accepted", what);
  note (self, what);
}

static char *
write_description (DoublesDescriptionHandler *self)
{
  if (self->next != NULL)
    return g_steal_pointer (&self->next);

  return g_strdup_printf ("v=0\r\n"
                          "o=- %u %u IN IP4 192.0.2.1\r\n"
                          "s=-\r\n"
                          "c=IN IP4 192.0.2.1\r\n"
                          "t=0 0\r\n"
                          "m=audio 40000 RTP/AVP 0\r\n"
                          "a=%s\r\n",
                          self->number + 1, ++self->version, self->hold ? "sendonly" : "sendrecv");
}

static void
finish_write (DoublesDescriptionHandler *self,
              GTask                     *task)
{
  if (self->mood == DOUBLES_HANDLER_CANNOT_WRITE)
    g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_FAILED, "no microphone");
  else
    g_task_return_pointer (task, write_description (self), g_free);
}

static void
finish_read (DoublesDescriptionHandler *self,
             GTask                     *task)
{
  if (self->mood == DOUBLES_HANDLER_CANNOT_READ)
    g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_FAILED, "no codec in common");
  else
    g_task_return_boolean (task, TRUE);
}

/* One thing at a time: what was asked before has been called off by whoever asks again. */
static void
let_wait (DoublesDescriptionHandler *self,
          GTask                     *task)
{
  g_autoptr (GTask) before = g_steal_pointer (&self->waiting);

  self->waiting = g_object_ref (task);
  if (before != NULL)
    g_task_return_new_error_literal (before, G_IO_ERROR, G_IO_ERROR_CANCELLED, "asked for something else");
}

static void
doubles_description_handler_get_description_async (UaDescriptionHandler *handler,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data)
{
  DoublesDescriptionHandler *self = DOUBLES_DESCRIPTION_HANDLER (handler);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  pass_gate (self, "write");
  g_task_set_source_tag (task, doubles_description_handler_get_description_async);
  if (self->mood == DOUBLES_HANDLER_HANGS)
    let_wait (self, task);
  else
    finish_write (self, task);
}

static char *
doubles_description_handler_get_description_finish (UaDescriptionHandler  *handler,
                                                    GAsyncResult          *result,
                                                    GError               **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
doubles_description_handler_set_description_async (UaDescriptionHandler *handler,
                                                   const char           *description,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data)
{
  DoublesDescriptionHandler *self = DOUBLES_DESCRIPTION_HANDLER (handler);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  pass_gate (self, "read");
  g_set_str (&self->read, description);
  g_task_set_source_tag (task, doubles_description_handler_set_description_async);
  if (self->mood == DOUBLES_HANDLER_HANGS)
    let_wait (self, task);
  else
    finish_read (self, task);
}

static gboolean
doubles_description_handler_set_description_finish (UaDescriptionHandler  *handler,
                                                    GAsyncResult          *result,
                                                    GError               **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
doubles_description_handler_rollback (UaDescriptionHandler *handler)
{
  pass_gate (DOUBLES_DESCRIPTION_HANDLER (handler), "rollback");
}

static void
doubles_description_handler_set_hold (UaDescriptionHandler *handler,
                                      gboolean              hold)
{
  DoublesDescriptionHandler *self = DOUBLES_DESCRIPTION_HANDLER (handler);

  pass_gate (self, hold ? "hold" : "resume");
  self->hold = hold;
}

static void
doubles_description_handler_renew (UaDescriptionHandler *handler)
{
  pass_gate (DOUBLES_DESCRIPTION_HANDLER (handler), "renew");
}

static gboolean
doubles_description_handler_send_dtmf (UaDescriptionHandler  *handler,
                                       const char            *digits,
                                       guint                  tone_ms,
                                       guint                  gap_ms,
                                       GError               **error)
{
  g_autofree char *what = g_strdup_printf ("digits %s", digits);

  pass_gate (DOUBLES_DESCRIPTION_HANDLER (handler), what);
  return TRUE;
}

static gboolean
doubles_description_handler_can_send_dtmf (UaDescriptionHandler *handler)
{
  return !DOUBLES_DESCRIPTION_HANDLER (handler)->toneless;
}

static gboolean
doubles_description_handler_reconsider (UaDescriptionHandler *handler)
{
  DoublesDescriptionHandler *self = DOUBLES_DESCRIPTION_HANDLER (handler);

  if (self->kinds == 0)
    return FALSE;
  self->kinds--;
  pass_gate (self, "reconsider");
  return TRUE;
}

static gboolean
doubles_description_handler_can_trickle (UaDescriptionHandler *handler)
{
  return DOUBLES_DESCRIPTION_HANDLER (handler)->trickles;
}

static void
doubles_description_handler_set_trickle (UaDescriptionHandler *handler,
                                         UaDescriptionTrickle  trickle)
{
  static const char *const words[] = { "trickle none", "trickle half", "trickle full" };

  note (DOUBLES_DESCRIPTION_HANDLER (handler), words[trickle]);
}

static char *
doubles_description_handler_make_fragment (UaDescriptionHandler *handler,
                                           gboolean              again)
{
  DoublesDescriptionHandler *self = DOUBLES_DESCRIPTION_HANDLER (handler);

  return g_strdup (self->fragment != NULL ? self->fragment : again ? "nothing new" : NULL);
}

static gboolean
doubles_description_handler_take_fragment (UaDescriptionHandler  *handler,
                                           const char            *fragment,
                                           GError               **error)
{
  g_autofree char *what = g_strdup_printf ("fragment %s", fragment);

  note (DOUBLES_DESCRIPTION_HANDLER (handler), g_strchomp (what));
  if (!g_str_has_prefix (fragment, "bad"))
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "a bad fragment");
  return FALSE;
}

static void
release (DoublesDescriptionHandler *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->waiting);

  if (task == NULL)
    return;
  if (g_task_get_source_tag (task) == doubles_description_handler_get_description_async)
    finish_write (self, task);
  else
    finish_read (self, task);
}

static void
doubles_description_handler_close (UaDescriptionHandler *handler)
{
  DoublesDescriptionHandler *self = DOUBLES_DESCRIPTION_HANDLER (handler);

  note (self, "close");
  self->closed = TRUE;
  release (self);
}

static UaDescriptionHandler *
doubles_description_handler_fork (UaDescriptionHandler *handler)
{
  DoublesDescriptionHandler *self = DOUBLES_DESCRIPTION_HANDLER (handler);

  if (!self->forks)
    return NULL;
  note (self, "fork");

  DoublesDescriptionHandler *fork = doubles_description_handler_new ();

  fork->root = g_object_ref (self);
  fork->number = ++self->n_forks;
  fork->mood = self->mood;
  return UA_DESCRIPTION_HANDLER (fork);
}

static UaDescriptionFault
doubles_description_handler_judge (UaDescriptionHandler *handler,
                                   const GError         *error)
{
  return DOUBLES_DESCRIPTION_HANDLER (handler)->fault;
}

static void
handler_iface_init (UaDescriptionHandlerInterface *iface)
{
  iface->get_description_async = doubles_description_handler_get_description_async;
  iface->get_description_finish = doubles_description_handler_get_description_finish;
  iface->set_description_async = doubles_description_handler_set_description_async;
  iface->set_description_finish = doubles_description_handler_set_description_finish;
  iface->rollback = doubles_description_handler_rollback;
  iface->set_hold = doubles_description_handler_set_hold;
  iface->renew = doubles_description_handler_renew;
  iface->send_dtmf = doubles_description_handler_send_dtmf;
  iface->can_send_dtmf = doubles_description_handler_can_send_dtmf;
  iface->close = doubles_description_handler_close;
  iface->reconsider = doubles_description_handler_reconsider;
  iface->fork = doubles_description_handler_fork;
  iface->judge = doubles_description_handler_judge;
  iface->can_trickle = doubles_description_handler_can_trickle;
  iface->set_trickle = doubles_description_handler_set_trickle;
  iface->make_fragment = doubles_description_handler_make_fragment;
  iface->take_fragment = doubles_description_handler_take_fragment;
}

static void
doubles_description_handler_finalize (GObject *object)
{
  DoublesDescriptionHandler *self = DOUBLES_DESCRIPTION_HANDLER (object);

  g_free (self->next);
  g_free (self->fragment);
  g_free (self->read);
  g_string_free (self->heard, TRUE);
  g_clear_object (&self->root);
  G_OBJECT_CLASS (doubles_description_handler_parent_class)->finalize (object);
}

static void
doubles_description_handler_class_init (DoublesDescriptionHandlerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = doubles_description_handler_finalize;
}

static void
doubles_description_handler_init (DoublesDescriptionHandler *self)
{
  self->heard = g_string_new (NULL);
}

DoublesDescriptionHandler *
doubles_description_handler_new (void)
{
  return g_object_new (DOUBLES_TYPE_DESCRIPTION_HANDLER, NULL);
}

void
doubles_description_handler_set_mood (DoublesDescriptionHandler *self,
                                      DoublesHandlerMood         mood)
{
  self->mood = mood;
  if (mood != DOUBLES_HANDLER_HANGS)
    release (self);
}

void
doubles_description_handler_shut_gate (DoublesDescriptionHandler *self,
                                       gboolean                   shut)
{
  self->shut = shut;
}

void
doubles_description_handler_set_kinds (DoublesDescriptionHandler *self,
                                       guint                      kinds)
{
  self->kinds = kinds;
}

void
doubles_description_handler_set_trickles (DoublesDescriptionHandler *self,
                                          gboolean                   trickles)
{
  self->trickles = trickles;
}

void
doubles_description_handler_follow (DoublesDescriptionHandler *self,
                                    const char                *fragment)
{
  g_set_str (&self->fragment, fragment);
  g_signal_emit_by_name (self, "fragment");
}

void
doubles_description_handler_set_toneless (DoublesDescriptionHandler *self,
                                          gboolean                   toneless)
{
  self->toneless = toneless;
}

void
doubles_description_handler_set_forks (DoublesDescriptionHandler *self,
                                       gboolean                   forks)
{
  self->forks = forks;
}

guint
doubles_description_handler_get_number (DoublesDescriptionHandler *self)
{
  return self->number;
}

void
doubles_description_handler_say (DoublesDescriptionHandler *self,
                                 const char                *description)
{
  g_set_str (&self->next, description);
}

const char *
doubles_description_handler_get_read (DoublesDescriptionHandler *self)
{
  return self->read;
}

gboolean
doubles_description_handler_is_closed (DoublesDescriptionHandler *self)
{
  return self->closed;
}

void
doubles_description_handler_expect (DoublesDescriptionHandler *self,
                                    const char                *heard)
{
  g_assert_cmpstr (self->heard->str, ==, heard);
  g_string_truncate (self->heard, 0);
}

char *
doubles_description_handler_dup_asked (DoublesDescriptionHandler *self)
{
  return g_strdup (self->heard->str);
}

void
doubles_description_handler_break (DoublesDescriptionHandler *self)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE, "the microphone is gone");

  ua_description_handler_emit_failed (UA_DESCRIPTION_HANDLER (self), error);
}

void
doubles_description_handler_judge_as (DoublesDescriptionHandler *self,
                                      UaDescriptionFault         fault)
{
  self->fault = fault;
}
