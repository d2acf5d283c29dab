/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What may be asked of a registerer. Each verb writes down what is wanted and who waits for it; the REGISTERs follow from
 * that.
 */

#include "ua-registerer-private.h"

#include "ua-error.h"

static GTask *
begin (UaRegisterer        *self,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  if (self->state != UA_REGISTERER_STATE_TERMINATED && self->agent != NULL)
    return task;

  g_task_return_new_error_literal (task, UA_ERROR, UA_ERROR_STOPPED, "the registerer was terminated");
  g_object_unref (task);
  return NULL;
}

static void
remember_options (UaRegisterer *self,
                  UaOptions    *options)
{
  g_clear_pointer (&self->options, ua_options_unref);
  self->options = options != NULL ? ua_options_ref (options) : NULL;
}

/**
 * ua_registerer_register_async:
 * @self: the registerer
 * @options: (nullable): what else to say, in this REGISTER and the ones that renew it
 * @cancellable: (nullable): stops the waiting
 * @callback: called when the registrar has answered, or the line could not be had
 * @user_data: for @callback
 *
 * Registers, and stays registered (U6). While the line is being made it waits for that.
 */
void
ua_registerer_register_async (UaRegisterer        *self,
                              UaOptions           *options,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (UA_IS_REGISTERER (self));

  GTask *task = begin (self, cancellable, callback, user_data);

  if (task == NULL)
    return;
  g_task_set_source_tag (task, ua_registerer_register_async);
  if (ua_agent_is_anonymous (self->agent))
    {
      g_task_return_new_error_literal (task, UA_ERROR, UA_ERROR_WRONG_STATE, "nobody has no address to register");
      g_object_unref (task);
      return;
    }
  remember_options (self, options);
  self->wanted = TRUE;
  self->resting = FALSE;
  ua_waiters_add (self->registering, task);
  if (ua_agent_is_connected (self->agent) && self->asking != UA_REGISTERER_ASK_REGISTER)
    ua_registerer_ask (self, UA_REGISTERER_ASK_REGISTER);
}

/**
 * ua_registerer_register_finish:
 * @self: the registerer
 * @result: the result
 * @error: a refusal as SIP_STATUS_ERROR, or a UA_ERROR
 *
 * Ends ua_registerer_register_async().
 *
 * Returns: %TRUE when registered
 */
gboolean
ua_registerer_register_finish (UaRegisterer  *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (UA_IS_REGISTERER (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ua_registerer_unregister_async:
 * @self: the registerer
 * @all: also every other device of the account (Contact: *, U7)
 * @options: (nullable): what else to say
 * @cancellable: (nullable): stops the waiting
 * @callback: called when the registrar has answered
 * @user_data: for @callback
 *
 * Unregisters, and stays so.
 */
void
ua_registerer_unregister_async (UaRegisterer        *self,
                                gboolean             all,
                                UaOptions           *options,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_return_if_fail (UA_IS_REGISTERER (self));

  g_autoptr (GTask) task = begin (self, cancellable, callback, user_data);
  g_autoptr (GError) error = g_error_new_literal (UA_ERROR, UA_ERROR_CANCELED, "asked to unregister");

  if (task == NULL)
    return;
  g_task_set_source_tag (task, ua_registerer_unregister_async);
  self->wanted = FALSE;
  if (self->asking != UA_REGISTERER_ASK_REGISTER)
    ua_waiters_fail (self->registering, error);
  if (!ua_agent_is_connected (self->agent))
    {
      g_task_return_new_error_literal (task, UA_ERROR, UA_ERROR_CONNECTION, "there is no connection");
      return;
    }
  remember_options (self, options);
  ua_waiters_add (self->unregistering, g_steal_pointer (&task));
  ua_registerer_ask (self, all ? UA_REGISTERER_ASK_UNREGISTER_ALL : UA_REGISTERER_ASK_UNREGISTER);
}

/**
 * ua_registerer_unregister_finish:
 * @self: the registerer
 * @result: the result
 * @error: a refusal as SIP_STATUS_ERROR, or a UA_ERROR
 *
 * Ends ua_registerer_unregister_async().
 *
 * Returns: %TRUE when the registrar has forgotten us
 */
gboolean
ua_registerer_unregister_finish (UaRegisterer  *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (UA_IS_REGISTERER (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ua_registerer_terminate:
 * @self: the registerer
 *
 * Asks nothing more and tells nothing more. What was granted runs out by itself.
 */
void
ua_registerer_terminate (UaRegisterer *self)
{
  g_return_if_fail (UA_IS_REGISTERER (self));

  g_autoptr (UaRegisterer) hold = g_object_ref (self);
  g_autoptr (GError) error = g_error_new_literal (UA_ERROR, UA_ERROR_STOPPED, "the registerer was terminated");

  if (self->state == UA_REGISTERER_STATE_TERMINATED)
    return;

  self->wanted = FALSE;
  self->next = UA_REGISTERER_ASK_NOTHING;
  ua_refresher_stop (self->refresher);
  ua_registerer_drop_request (self);
  ua_registerer_watch_end (self);
  ua_registerer_set_state (self, UA_REGISTERER_STATE_TERMINATED);
  if (self->agent != NULL)
    {
      g_signal_handlers_disconnect_by_data (ua_agent_get_connection (self->agent), self);
      g_signal_handlers_disconnect_by_data (self->agent, self);
    }
  ua_waiters_fail (self->registering, error);
  ua_waiters_fail (self->unregistering, error);
}
