/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: people join their telephone to what else they use, by a few lines of a script. What such a script may do is
 * little and written down; it is refused by name, sees no password, and calls nobody without a person saying so. */

#include "app-bus-face.h"

#include "app-bus-guard.h"
#include "app-bus-info.h"
#include "app-bus-words.h"
#include "app-call-keys.h"
#include "app-conference.h"

#define INTERFACE "app.earshot.Earshot.Phone1"

struct _AppBusFace
{
  GObject parent_instance;

  GWeakRef phone;
  GDBusConnection *bus;
  char *path;
  guint object_id;
  GPtrArray *calls; /* of PhoneCall, as scripts know them */
  AppBusPace dials;
  AppBusPace messages;
  gboolean reachable; /* as it was told last */
};

enum
{
  DIAL,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AppBusFace, app_bus_face, G_TYPE_OBJECT)

typedef gboolean (*Perform) (AppBusFace  *self,
                             Phone       *phone,
                             GVariant    *parameters,
                             GError     **error);

/* "": whichever is meant. */
static PhoneCall *
find_call (Phone       *phone,
           const char  *id,
           PhoneCall   *meant,
           GError     **error)
{
  GListModel *calls = phone_get_calls (phone);

  for (guint i = 0; id[0] != '\0' && i < g_list_model_get_n_items (calls); i++)
    {
      g_autoptr (PhoneCall) call = g_list_model_get_item (calls, i); /* the list holds it */

      if (g_str_equal (phone_call_get_id (call), id))
        return call;
    }
  if (id[0] == '\0' && meant != NULL)
    return meant;
  g_set_error (error, APP_BUS_ERROR, APP_BUS_ERROR_NO_SUCH_CALL, "no such call: “%.32s”", id);
  return NULL;
}

static gboolean
dial (AppBusFace  *self,
      Phone       *phone,
      GVariant    *parameters,
      GError     **error)
{
  const char *address;

  g_variant_get (parameters, "(&s)", &address);
  if (!app_bus_guard_address (address, error)
      || !app_bus_guard_pace (&self->dials, g_get_monotonic_time (), error))
    return FALSE;
  g_signal_emit (self, signals[DIAL], 0, address);
  return TRUE;
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!phone_call_answer_finish (PHONE_CALL (source), result, &error))
    g_message ("not answered: %s", error->message);
}

static gboolean
answer (AppBusFace  *self,
        Phone       *phone,
        GVariant    *parameters,
        GError     **error)
{
  PhoneCall *ringing = app_call_keys_find_ringing (phone);
  PhoneCall *call;
  const char *id;

  g_variant_get (parameters, "(&s)", &id);
  call = find_call (phone, id, ringing, error);
  if (call == NULL)
    return FALSE;
  if (phone_call_get_state (call) != PHONE_CALL_STATE_INCOMING)
    {
      g_set_error (error, APP_BUS_ERROR, APP_BUS_ERROR_WRONG_STATE, "call “%s” does not ring here", id);
      return FALSE;
    }
  if (call == ringing)
    app_call_keys_answer (phone);
  else
    phone_call_answer_async (call, NULL, answered_cb, NULL);
  return TRUE;
}

static gboolean
hang_up (AppBusFace  *self,
         Phone       *phone,
         GVariant    *parameters,
         GError     **error)
{
  PhoneCall *call;
  const char *id;

  g_variant_get (parameters, "(&s)", &id);
  call = find_call (phone, id, app_call_keys_find_talk (phone), error);
  if (call == NULL)
    return FALSE;
  if (phone_call_get_state (call) == PHONE_CALL_STATE_INCOMING)
    phone_call_decline (call);
  else
    phone_call_hang_up (call);
  return TRUE;
}

static gboolean
set_muted (AppBusFace  *self,
           Phone       *phone,
           GVariant    *parameters,
           GError     **error)
{
  PhoneCall *call;
  const char *id;
  gboolean muted;

  g_variant_get (parameters, "(&sb)", &id, &muted);
  call = find_call (phone, id, app_call_keys_find_talk (phone), error);
  if (call == NULL)
    return FALSE;
  app_conference_set_muted (phone, call, muted);
  return TRUE;
}

/* "": the usual account. */
static gboolean
find_account (Phone         *phone,
              const char    *address,
              PhoneAccount **account,
              GError       **error)
{
  GListModel *accounts = phone_get_accounts (phone);

  *account = NULL;
  for (guint i = 0; address[0] != '\0' && i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (PhoneAccount) found = g_list_model_get_item (accounts, i); /* the list holds it */

      if (g_str_equal (phone_account_get_address (found), address))
        *account = found;
    }
  if (*account != NULL || address[0] == '\0')
    return TRUE;
  g_set_error (error, APP_BUS_ERROR, APP_BUS_ERROR_NO_SUCH_ACCOUNT, "no such account: “%.64s”", address);
  return FALSE;
}

/* Our own domains of errors mean nothing on the bus. */
static void
refuse (GDBusMethodInvocation *invocation,
        GError                *error)
{
  if (error->domain == APP_BUS_ERROR)
    g_dbus_method_invocation_return_gerror (invocation, error);
  else
    g_dbus_method_invocation_return_error_literal (invocation, APP_BUS_ERROR, APP_BUS_ERROR_FAILED, error->message);
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  GDBusMethodInvocation *invocation = user_data;
  g_autoptr (GError) error = NULL;

  if (phone_conversation_send_finish (PHONE_CONVERSATION (source), result, &error))
    g_dbus_method_invocation_return_value (invocation, NULL);
  else
    refuse (invocation, error);
}

static void
send_message (AppBusFace            *self,
              Phone                 *phone,
              GVariant              *parameters,
              GDBusMethodInvocation *invocation)
{
  g_autoptr (GError) error = NULL;
  PhoneConversation *conversation = NULL;
  PhoneAccount *account;
  const char *address;
  const char *text;
  const char *from;

  g_variant_get (parameters, "(&s&s&s)", &address, &text, &from);
  if (app_bus_guard_address (address, &error) && app_bus_guard_text (text, &error)
      && find_account (phone, from, &account, &error)
      && app_bus_guard_pace (&self->messages, g_get_monotonic_time (), &error))
    conversation = phone_open_conversation (phone, account, address, &error);
  if (conversation == NULL)
    refuse (invocation, error);
  else
    phone_conversation_send_async (conversation, text, NULL, sent_cb, invocation);
}

static void
method_cb (GDBusConnection       *connection,
           const char            *sender,
           const char            *path,
           const char            *interface,
           const char            *method,
           GVariant              *parameters,
           GDBusMethodInvocation *invocation,
           gpointer               user_data)
{
  static const struct
  {
    const char *method;
    Perform perform;
  } performers[] = {
    { "Dial", dial },
    { "Answer", answer },
    { "HangUp", hang_up },
    { "SetMuted", set_muted },
  };
  AppBusFace *self = user_data;
  g_autoptr (Phone) phone = g_weak_ref_get (&self->phone);
  g_autoptr (GError) error = NULL;

  if (phone == NULL)
    g_set_error_literal (&error, APP_BUS_ERROR, APP_BUS_ERROR_FAILED, "the phone has been closed");
  else if (g_str_equal (method, "ListCalls"))
    g_dbus_method_invocation_return_value (invocation, app_bus_words_of_calls (phone));
  else if (g_str_equal (method, "ListAccounts"))
    g_dbus_method_invocation_return_value (invocation, app_bus_words_of_accounts (phone));
  else if (g_str_equal (method, "SendMessage"))
    send_message (self, phone, parameters, invocation);
  for (gsize n = 0; phone != NULL && n < G_N_ELEMENTS (performers); n++)
    {
      if (g_str_equal (method, performers[n].method) && performers[n].perform (self, phone, parameters, &error))
        g_dbus_method_invocation_return_value (invocation, NULL);
    }
  if (error != NULL)
    refuse (invocation, error);
}

static GVariant *
property_cb (GDBusConnection *connection,
             const char      *sender,
             const char      *path,
             const char      *interface,
             const char      *property,
             GError         **error,
             gpointer         user_data)
{
  return g_variant_new_boolean (APP_BUS_FACE (user_data)->reachable);
}

static void
emit (AppBusFace *self,
      const char *interface,
      const char *name,
      GVariant   *parameters)
{
  g_autoptr (GError) error = NULL;

  if (!g_dbus_connection_emit_signal (self->bus, NULL, self->path, interface, name, parameters, &error))
    g_debug ("scripts are not told: %s", error->message);
}

static void
call_changed_cb (AppBusFace *self,
                 GParamSpec *pspec,
                 PhoneCall  *call)
{
  emit (self, INTERFACE, "CallChanged", g_variant_new ("(@a{sv})", app_bus_words_of_call (call)));
}

static void
take_call (AppBusFace *self,
           PhoneCall  *call,
           guint       position)
{
  g_ptr_array_insert (self->calls, (int) position, call);
  g_signal_connect_object (call, "notify::state", G_CALLBACK (call_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (call, "notify::muted", G_CALLBACK (call_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (call, "notify::remote-name", G_CALLBACK (call_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
calls_changed_cb (AppBusFace *self,
                  guint       position,
                  guint       removed,
                  guint       added,
                  GListModel *calls)
{
  for (guint i = 0; i < removed; i++)
    {
      g_autoptr (PhoneCall) call = g_ptr_array_steal_index (self->calls, position);

      g_signal_handlers_disconnect_by_data (call, self);
      emit (self, INTERFACE, "CallRemoved", g_variant_new ("(s)", phone_call_get_id (call)));
    }
  for (guint i = 0; i < added; i++)
    {
      PhoneCall *call = g_list_model_get_item (calls, position + i);

      take_call (self, call, position + i);
      emit (self, INTERFACE, "CallAdded", g_variant_new ("(@a{sv})", app_bus_words_of_call (call)));
    }
}

static void
account_changed_cb (AppBusFace *self)
{
  g_autoptr (Phone) phone = g_weak_ref_get (&self->phone);
  gboolean reachable = phone != NULL && app_bus_words_reachable (phone);
  g_auto (GVariantDict) changed = G_VARIANT_DICT_INIT (NULL);

  if (reachable == self->reachable)
    return;
  self->reachable = reachable;
  g_variant_dict_insert (&changed, "Reachable", "b", reachable);
  emit (self, "org.freedesktop.DBus.Properties", "PropertiesChanged",
        g_variant_new ("(s@a{sv}as)", INTERFACE, g_variant_dict_end (&changed), NULL));
}

static void
accounts_changed_cb (AppBusFace *self,
                     guint       position,
                     guint       removed,
                     guint       added,
                     GListModel *accounts)
{
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (PhoneAccount) account = g_list_model_get_item (accounts, position + i);

      g_signal_connect_object (account, "notify::state", G_CALLBACK (account_changed_cb), self, G_CONNECT_SWAPPED);
    }
  account_changed_cb (self);
}

static void
app_bus_face_dispose (GObject *object)
{
  AppBusFace *self = APP_BUS_FACE (object);

  if (self->object_id != 0)
    g_dbus_connection_unregister_object (self->bus, g_steal_handle_id (&self->object_id));
  for (guint i = 0; i < self->calls->len; i++)
    g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->calls, i), self);
  g_ptr_array_set_size (self->calls, 0);
  g_clear_object (&self->bus);
  G_OBJECT_CLASS (app_bus_face_parent_class)->dispose (object);
}

static void
app_bus_face_finalize (GObject *object)
{
  AppBusFace *self = APP_BUS_FACE (object);

  g_weak_ref_clear (&self->phone);
  g_ptr_array_unref (self->calls);
  g_free (self->path);
  G_OBJECT_CLASS (app_bus_face_parent_class)->finalize (object);
}

static void
app_bus_face_class_init (AppBusFaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = app_bus_face_dispose;
  object_class->finalize = app_bus_face_finalize;

  /**
   * AppBusFace::dial:
   * @address: a number or an address
   *
   * A script wants a call; only the person may begin it.
   */
  signals[DIAL] = g_signal_new ("dial", APP_TYPE_BUS_FACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                G_TYPE_STRING);
}

static void
app_bus_face_init (AppBusFace *self)
{
  g_weak_ref_init (&self->phone, NULL);
  self->calls = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * app_bus_face_new:
 * @phone: the phone scripts may use
 * @bus: where they find it
 * @path: under which path
 * @error: (nullable): a G_IO_ERROR; the path is taken
 *
 * Returns: (transfer full) (nullable): a face, on the bus from now on until it is dropped
 */
AppBusFace *
app_bus_face_new (Phone           *phone,
                  GDBusConnection *bus,
                  const char      *path,
                  GError         **error)
{
  static const GDBusInterfaceVTable vtable = { method_cb, property_cb, NULL, { NULL } };
  GListModel *calls = phone_get_calls (phone);
  GListModel *accounts = phone_get_accounts (phone);
  g_autoptr (AppBusFace) self = g_object_new (APP_TYPE_BUS_FACE, NULL);

  g_weak_ref_set (&self->phone, phone);
  self->bus = g_object_ref (bus);
  self->path = g_strdup (path);
  self->reachable = app_bus_words_reachable (phone);
  self->object_id = g_dbus_connection_register_object (bus, path,
                                                       (GDBusInterfaceInfo *) &app_earshot_earshot_phone1_interface,
                                                       &vtable, self, NULL, error);
  if (self->object_id == 0)
    return NULL;
  for (guint i = 0; i < g_list_model_get_n_items (calls); i++)
    take_call (self, g_list_model_get_item (calls, i), i);
  g_signal_connect_object (calls, "items-changed", G_CALLBACK (calls_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (accounts, "items-changed", G_CALLBACK (accounts_changed_cb), self, G_CONNECT_SWAPPED);
  accounts_changed_cb (self, 0, 0, g_list_model_get_n_items (accounts), accounts);
  return g_steal_pointer (&self);
}
