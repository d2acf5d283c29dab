/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Giving a call away. The far end is asked to call somebody and tells how that goes; until it got through, the call stays
 * ours and can come back, so it is hung up last of all (RFC 5589 §6.1).
 */

#include "ua-transfer-private.h"

#include "ua-agent-referrals.h"
#include "ua-agent-private.h"
#include "ua-error.h"
#include "ua-session-private.h"

enum
{
  PROP_STATE = 1,
  PROP_PROGRESS,
  PROP_ERROR,
  N_PROPS
};

enum
{
  PROGRESS,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_ENUM_TYPE (UaTransferState, ua_transfer_state,
                    G_DEFINE_ENUM_VALUE (UA_TRANSFER_STATE_INITIAL, "initial"),
                    G_DEFINE_ENUM_VALUE (UA_TRANSFER_STATE_ASKING, "asking"),
                    G_DEFINE_ENUM_VALUE (UA_TRANSFER_STATE_TRYING, "trying"),
                    G_DEFINE_ENUM_VALUE (UA_TRANSFER_STATE_DONE, "done"),
                    G_DEFINE_ENUM_VALUE (UA_TRANSFER_STATE_FAILED, "failed"))

G_DEFINE_FINAL_TYPE (UaTransfer, ua_transfer, G_TYPE_OBJECT)

static gboolean
is_over (UaTransfer *self)
{
  return self->state == UA_TRANSFER_STATE_DONE || self->state == UA_TRANSFER_STATE_FAILED;
}

void
ua_transfer_settle (UaTransfer *self)
{
  g_autoptr (UaTransfer) hold = g_object_ref (self);
  gboolean asking = self->refer != NULL && ua_request_is_pending (self->refer);

  if (!is_over (self) || asking || self->news_timer != 0 || self->other_timer != 0 || self->agent == NULL)
    return;
  ua_transfer_close_news (self);
  ua_agent_drop_errand (self->agent, self);
}

void
ua_transfer_set_progress (UaTransfer *self,
                          guint       status)
{
  self->progress = status;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PROGRESS]);
  g_signal_emit (self, signals[PROGRESS], 0, status);
}

void
ua_transfer_fail (UaTransfer   *self,
                  const GError *error)
{
  g_autoptr (UaTransfer) hold = g_object_ref (self);

  if (!is_over (self))
    {
      self->error = g_error_copy (error);
      ua_transfer_step (self, UA_TRANSFER_EVENT_FAIL);
    }
  ua_transfer_settle (self);
}

void
ua_transfer_reach (UaTransfer *self)
{
  g_autoptr (UaTransfer) hold = g_object_ref (self);

  if (!is_over (self))
    ua_transfer_step (self, UA_TRANSFER_EVENT_REACH);
  ua_transfer_settle (self);
}

void
ua_transfer_disappoint (UaTransfer *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ERROR]);
  ua_waiters_fail (self->waiters, self->error);
}

static void
call_left_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (UaTransfer) self = user_data;

  ua_session_hang_up_finish (UA_SESSION (source), result, NULL);
  ua_waiters_succeed (self->waiters);
}

static void
other_timer_cb (gpointer user_data)
{
  g_autoptr (UaTransfer) self = g_object_ref (user_data);

  self->other_timer = 0;
  ua_session_hang_up_async (self->other, NULL, NULL, NULL);
  ua_transfer_settle (self);
}

/* The target hangs up the call with us that it gave up for another (RFC 3891 §3); should it not, we do. */
void
ua_transfer_release_other (UaTransfer *self)
{
  if (self->other == NULL || self->other_timer != 0
      || ua_session_get_state (self->other) == UA_SESSION_STATE_TERMINATED)
    return;
  self->other_timer = sip_clock_arm (self->clock, UA_TRANSFER_OTHER_MS, other_timer_cb, self);
}

/* Where nobody has told that they got through, the target may be with us still, and stays so. */
void
ua_transfer_leave (UaTransfer *self)
{
  if (self->progress >= 200)
    ua_transfer_release_other (self);
  ua_session_hang_up_async (self->call, NULL, call_left_cb, g_object_ref (self));
}

/* RFC 5589 §6.1: who was transferred may hang up as soon as it is; before it agreed, its answer says what it meant. */
static void
call_ended_cb (UaSession    *call,
               const GError *cause,
               UaTransfer   *self)
{
  gboolean left = ua_session_get_end (call) == UA_SESSION_END_REMOTE;
  g_autoptr (GError) error = cause != NULL ? g_error_copy (cause)
                                           : g_error_new_literal (UA_ERROR, UA_ERROR_CANCELED, "the call is over");

  if (is_over (self) || self->state == UA_TRANSFER_STATE_INITIAL)
    return;
  if (left && self->state == UA_TRANSFER_STATE_ASKING)
    return;
  if (left)
    ua_transfer_reach (self);
  else
    ua_transfer_fail (self, error);
}

static void
other_ended_cb (UaSession    *other,
                const GError *cause,
                UaTransfer   *self)
{
  sip_clock_disarm (self->clock, &self->other_timer);
  ua_transfer_settle (self);
}

/* Whoever still waits is told. */
void
ua_transfer_abandon (UaTransfer *self)
{
  g_autoptr (GError) error = g_error_new_literal (UA_ERROR, UA_ERROR_STOPPED, "the agent is gone");

  ua_transfer_fail (self, error);
  ua_transfer_close_news (self);
  sip_clock_disarm (self->clock, &self->other_timer);
}

static void
ua_transfer_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  UaTransfer *self = UA_TRANSFER (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_PROGRESS:
      g_value_set_uint (value, self->progress);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ua_transfer_dispose (GObject *object)
{
  UaTransfer *self = UA_TRANSFER (object);

  ua_transfer_close_news (self);
  sip_clock_disarm (self->clock, &self->other_timer);
  g_clear_object (&self->refer);
  g_clear_object (&self->call);
  g_clear_object (&self->other);
  g_clear_object (&self->dialog);
  g_clear_weak_pointer (&self->agent);
  G_OBJECT_CLASS (ua_transfer_parent_class)->dispose (object);
}

static void
ua_transfer_finalize (GObject *object)
{
  UaTransfer *self = UA_TRANSFER (object);

  ua_waiters_free (self->waiters);
  g_object_unref (self->clock);
  g_clear_error (&self->error);
  g_clear_pointer (&self->target, sip_uri_unref);
  g_free (self->terms.event);
  G_OBJECT_CLASS (ua_transfer_parent_class)->finalize (object);
}

static void
ua_transfer_class_init (UaTransferClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = ua_transfer_get_property;
  object_class->dispose = ua_transfer_dispose;
  object_class->finalize = ua_transfer_finalize;

  props[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, UA_TYPE_TRANSFER_STATE, UA_TRANSFER_STATE_INITIAL, flags);
  props[PROP_PROGRESS] = g_param_spec_uint ("progress", NULL, NULL, 0, 699, 0, flags);
  props[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * UaTransfer::progress:
   * @self: the transfer
   * @status: 100–699: what the far end has heard from the target
   *
   * The far end told how it goes.
   */
  signals[PROGRESS] = g_signal_new ("progress", UA_TYPE_TRANSFER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
ua_transfer_init (UaTransfer *self)
{
  self->waiters = ua_waiters_new ();
}

/**
 * ua_transfer_new:
 * @call: the call to give away, established when it begins
 * @target: (nullable): whom the far end is to call; %NULL with @other
 * @other: (nullable): our call with the target, established; %NULL: blind
 *
 * Makes a transfer that was not asked for yet.
 *
 * Returns: (transfer full): the transfer
 */
UaTransfer *
ua_transfer_new (UaSession *call,
                 SipUri    *target,
                 UaSession *other)
{
  g_return_val_if_fail (UA_IS_SESSION (call), NULL);
  g_return_val_if_fail (other == NULL || (UA_IS_SESSION (other) && other != call), NULL);
  g_return_val_if_fail (target != NULL || other != NULL, NULL);

  UaTransfer *self = g_object_new (UA_TYPE_TRANSFER, NULL);

  g_set_weak_pointer (&self->agent, ua_session_get_agent (call));
  self->clock = g_object_ref (ua_session_get_private (call)->clock);
  self->call = g_object_ref (call);
  g_set_object (&self->other, other);
  self->target = target != NULL ? sip_uri_ref (target) : NULL;
  g_signal_connect_object (call, "ended", G_CALLBACK (call_ended_cb), self, G_CONNECT_DEFAULT);
  if (other != NULL)
    g_signal_connect_object (other, "ended", G_CALLBACK (other_ended_cb), self, G_CONNECT_DEFAULT);
  return self;
}

/**
 * ua_transfer_set_quiet:
 * @self: a transfer that was not asked for yet
 * @quiet: whether no reports are wanted
 *
 * Asks for no reports (RFC 4488). Where the far end grants that, its agreement counts as success.
 */
void
ua_transfer_set_quiet (UaTransfer *self,
                       gboolean    quiet)
{
  g_return_if_fail (UA_IS_TRANSFER (self));

  self->quiet = quiet;
}

/**
 * ua_transfer_get_state:
 * @self: the transfer
 *
 * Tells how far it is.
 *
 * Returns: the state
 */
UaTransferState
ua_transfer_get_state (UaTransfer *self)
{
  g_return_val_if_fail (UA_IS_TRANSFER (self), UA_TRANSFER_STATE_FAILED);

  return self->state;
}

/**
 * ua_transfer_get_progress:
 * @self: the transfer
 *
 * Tells what the far end heard last from the target.
 *
 * Returns: a status; 0: nothing yet
 */
guint
ua_transfer_get_progress (UaTransfer *self)
{
  g_return_val_if_fail (UA_IS_TRANSFER (self), 0);

  return self->progress;
}

/**
 * ua_transfer_get_error:
 * @self: the transfer
 *
 * Tells why it came to nothing.
 *
 * Returns: (transfer none) (nullable): the error; %NULL unless it failed
 */
const GError *
ua_transfer_get_error (UaTransfer *self)
{
  g_return_val_if_fail (UA_IS_TRANSFER (self), NULL);

  return self->error;
}

static gboolean
is_up (UaSession *session)
{
  return ua_session_get_state (session) == UA_SESSION_STATE_ESTABLISHED;
}

static gboolean
check_may_begin (UaTransfer  *self,
                 GError     **error)
{
  SipUriScheme scheme = self->target != NULL ? sip_uri_get_scheme (self->target) : SIP_URI_SCHEME_SIP;

  if (!is_up (self->call) || (self->other != NULL && !is_up (self->other)))
    g_set_error_literal (error, UA_ERROR, UA_ERROR_WRONG_STATE, "only a call that is up can be given away");
  else if (self->agent == NULL || !ua_agent_is_connected (self->agent) || ua_session_is_stranded (self->call))
    g_set_error_literal (error, UA_ERROR, UA_ERROR_CONNECTION, "there is no connection");
  else if (scheme == SIP_URI_SCHEME_OTHER)
    g_set_error (error, UA_ERROR, UA_ERROR_INVALID_TARGET, "%s: cannot be called",
                 sip_uri_get_scheme_name (self->target));
  else
    return TRUE;
  return FALSE;
}

/**
 * ua_transfer_begin_async:
 * @self: the transfer
 * @cancellable: (nullable): stops the waiting, not the transfer
 * @callback: called when it is done, or is not going to be
 * @user_data: for @callback
 *
 * Asks the far end to call the target.
 */
void
ua_transfer_begin_async (UaTransfer          *self,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_return_if_fail (UA_IS_TRANSFER (self));

  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GError) error = NULL;

  g_task_set_source_tag (task, ua_transfer_begin_async);
  if (self->state != UA_TRANSFER_STATE_INITIAL)
    {
      g_task_return_new_error_literal (task, UA_ERROR, UA_ERROR_WRONG_STATE, "the transfer was begun before");
      return;
    }
  ua_waiters_add (self->waiters, g_steal_pointer (&task));
  if (!check_may_begin (self, &error))
    {
      ua_transfer_fail (self, error);
      return;
    }
  self->dialog = g_object_ref (ua_session_get_private (self->call)->dialog);
  ua_agent_keep_errand (self->agent, self);
  ua_transfer_step (self, UA_TRANSFER_EVENT_BEGIN);
}

/**
 * ua_transfer_begin_finish:
 * @self: the transfer
 * @result: the result
 * @error: what the target, or the far end itself, answered, as SIP_STATUS_ERROR; or a UA_ERROR: %UA_ERROR_CANCELED when
 *   the call was hung up here, %UA_ERROR_REQUEST_TIMEOUT when nothing is told, %UA_ERROR_WRONG_STATE, %UA_ERROR_CONNECTION
 *
 * Ends ua_transfer_begin_async().
 *
 * Returns: %TRUE when they got through and the call has ended; else the call is ours again
 */
gboolean
ua_transfer_begin_finish (UaTransfer    *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (UA_IS_TRANSFER (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
