/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who looks for a server knocks at twenty doors. A test that wants to see which one is chosen builds a town of
 * them, and writes down whatever was said at any door. */

#include "doubles-town.h"

#include "sip-message-builder.h"
#include "sip-parser.h"

typedef struct
{
  DoublesPlace place;
  guint        delay_ms;
} Building;

struct _DoublesTown
{
  GObject     parent_instance;
  SipClock   *clock;
  SipTokens  *tokens;
  GHashTable *buildings; /* URI → Building */
  GHashTable *names;     /* server → GPtrArray of TransportTarget */
  GString    *heard;
  guint       n_open;
  guint       most_open;
};

#define TYPE_DOOR (door_get_type ())
G_DECLARE_FINAL_TYPE (Door, door, DOUBLES, DOOR, Transport)

struct _Door
{
  Transport    parent_instance;
  DoublesTown *town;
  Building     building;
  guint        timer;
  GBytes      *answer;
  gboolean     open;
};

G_DEFINE_FINAL_TYPE (Door, door, TRANSPORT_TYPE_TRANSPORT)

static void source_iface_init (TransportSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DoublesTown, doubles_town, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TRANSPORT_TYPE_SOURCE, source_iface_init))

static void
shut (Door *self)
{
  if (self->open)
    self->town->n_open--;
  self->open = FALSE;
}

static void
opening_cb (gpointer user_data)
{
  Door *self = user_data;
  Transport *transport = user_data;
  const char *url = transport_get_url (transport);

  self->timer = 0;
  if (self->building.place != DOUBLES_PLACE_REFUSES && self->building.place != DOUBLES_PLACE_LIES)
    {
      transport_opened (transport);
      return;
    }
  shut (self);
  if (self->building.place == DOUBLES_PLACE_LIES)
    transport_failed (transport, g_error_new (TRANSPORT_ERROR, TRANSPORT_ERROR_CERTIFICATE, "%s: unknown", url));
  else
    transport_failed (transport, g_error_new (TRANSPORT_ERROR, TRANSPORT_ERROR_REFUSED, "%s refused", url));
}

static void
door_open (Transport *transport)
{
  Door *self = DOUBLES_DOOR (transport);

  self->open = TRUE;
  self->town->n_open++;
  self->town->most_open = MAX (self->town->n_open, self->town->most_open);
  if (self->building.place != DOUBLES_PLACE_HANGS)
    self->timer = sip_clock_arm (transport_get_clock (transport), 0, opening_cb, self);
}

static void
closing_cb (gpointer user_data)
{
  DOUBLES_DOOR (user_data)->timer = 0;
  transport_closed (user_data, 1000, NULL);
}

static void
door_close (Transport  *transport,
            guint       code,
            const char *reason)
{
  Door *self = DOUBLES_DOOR (transport);

  shut (self);
  sip_clock_disarm (transport_get_clock (transport), &self->timer);
  if (transport_get_state (transport) != TRANSPORT_STATE_DISCONNECTED)
    self->timer = sip_clock_arm (transport_get_clock (transport), 0, closing_cb, self);
}

static void
answer_cb (gpointer user_data)
{
  Door *self = user_data;
  g_autoptr (GBytes) answer = g_steal_pointer (&self->answer);

  self->timer = 0;
  transport_delivered (TRANSPORT_TRANSPORT (self), answer);
}

static SipMessage *
make_answer (Door       *self,
             SipMessage *request)
{
  static const guint statuses[] = { [DOUBLES_PLACE_ASKS] = 401, [DOUBLES_PLACE_OPEN] = 200, [DOUBLES_PLACE_BUSY] = 503 };
  guint status = statuses[self->building.place];
  g_autoptr (SipMessageBuilder) builder = sip_message_builder_new_response (request, status, NULL, "town");

  if (status == 401)
    {
      sip_message_builder_add_header (builder, SIP_HEADER_WWW_AUTHENTICATE,
                                      "Digest realm=\"example.org\", nonce=\"n\", algorithm=SHA-256, qop=\"auth\"");
      sip_message_builder_add_header (builder, SIP_HEADER_WWW_AUTHENTICATE,
                                      "Digest realm=\"example.org\", nonce=\"n\"");
    }
  return sip_message_builder_end (builder);
}

static gboolean
door_write (Transport  *transport,
            GBytes     *bytes,
            GError    **error)
{
  Door *self = DOUBLES_DOOR (transport);
  g_autoptr (SipMessage) request = sip_parser_parse (bytes, NULL);
  g_autoptr (SipMessage) answer = NULL;
  gsize size = 0;
  const char *text = g_bytes_get_data (bytes, &size);

  g_string_append_printf (self->town->heard, "%s < %.*s\n", transport_get_url (transport), (int) size, text);
  if (request == NULL || !sip_message_is_request (request) || self->building.place == DOUBLES_PLACE_SILENT)
    return TRUE;

  answer = make_answer (self, request);
  g_clear_pointer (&self->answer, g_bytes_unref);
  self->answer = g_bytes_ref (sip_message_get_bytes (answer));
  sip_clock_disarm (transport_get_clock (transport), &self->timer);
  self->timer = sip_clock_arm (transport_get_clock (transport), self->building.delay_ms, answer_cb, self);
  return TRUE;
}

static void
door_dispose (GObject *object)
{
  Door *self = DOUBLES_DOOR (object);

  if (self->town != NULL)
    {
      shut (self);
      sip_clock_disarm (self->town->clock, &self->timer);
    }
  g_clear_pointer (&self->answer, g_bytes_unref);
  g_clear_object (&self->town);
  G_OBJECT_CLASS (door_parent_class)->dispose (object);
}

static void
door_class_init (DoorClass *klass)
{
  TransportClass *transport_class = TRANSPORT_TRANSPORT_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = door_dispose;
  transport_class->open = door_open;
  transport_class->close = door_close;
  transport_class->write = door_write;
}

static void
door_init (Door *self)
{
}

static gpointer
copy_target (gconstpointer target,
             gpointer      user_data)
{
  return transport_target_ref ((TransportTarget *) target);
}

static GPtrArray *
look_up (DoublesTown  *self,
         const char   *server,
         GError      **error)
{
  GPtrArray *found = g_hash_table_lookup (self->names, server);
  GPtrArray *targets;

  if (found != NULL)
    return g_ptr_array_copy (found, copy_target, NULL);
  if (strstr (server, "://") == NULL)
    {
      g_set_error (error, TRANSPORT_ERROR, TRANSPORT_ERROR_RESOLVE, "%s: DNS knows nothing", server);
      return NULL;
    }

  targets = g_ptr_array_new_with_free_func ((GDestroyNotify) transport_target_unref);
  g_ptr_array_add (targets, transport_target_new (server, NULL, NULL));
  return targets;
}

static void
doubles_town_find_async (TransportSource     *source,
                         const char          *server,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, user_data);
  GError *error = NULL;
  GPtrArray *targets = look_up (DOUBLES_TOWN (source), server, &error);

  g_task_set_source_tag (task, doubles_town_find_async);
  if (targets != NULL)
    g_task_return_pointer (task, targets, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static GPtrArray *
doubles_town_find_finish (TransportSource  *source,
                          GAsyncResult     *result,
                          GError          **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static Transport *
doubles_town_make (TransportSource  *source,
                   TransportTarget  *target,
                   GError          **error)
{
  DoublesTown *self = DOUBLES_TOWN (source);
  const char *uri = transport_target_get_uri (target);
  const Building *building = g_hash_table_lookup (self->buildings, uri);
  g_autofree char *via = g_ascii_strup (uri, strcspn (uri, ":"));
  Door *door = g_object_new (TYPE_DOOR, "url", uri, "clock", self->clock, "tokens", self->tokens, "via-protocol", via,
                             NULL);

  door->town = g_object_ref (self);
  if (building != NULL)
    door->building = *building;
  return TRANSPORT_TRANSPORT (door);
}

static void
source_iface_init (TransportSourceInterface *iface)
{
  iface->find_async = doubles_town_find_async;
  iface->find_finish = doubles_town_find_finish;
  iface->make = doubles_town_make;
}

static void
doubles_town_finalize (GObject *object)
{
  DoublesTown *self = DOUBLES_TOWN (object);

  g_hash_table_unref (self->buildings);
  g_hash_table_unref (self->names);
  g_string_free (self->heard, TRUE);
  g_object_unref (self->clock);
  g_object_unref (self->tokens);
  G_OBJECT_CLASS (doubles_town_parent_class)->finalize (object);
}

static void
doubles_town_class_init (DoublesTownClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = doubles_town_finalize;
}

static void
doubles_town_init (DoublesTown *self)
{
  self->buildings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->heard = g_string_new (NULL);
}

DoublesTown *
doubles_town_new (SipClock  *clock,
                  SipTokens *tokens)
{
  DoublesTown *self = g_object_new (DOUBLES_TYPE_TOWN, NULL);

  self->clock = g_object_ref (clock);
  self->tokens = g_object_ref (tokens);
  return self;
}

void
doubles_town_build (DoublesTown  *self,
                    const char   *uri,
                    DoublesPlace  place)
{
  Building *building = g_new0 (Building, 1);

  building->place = place;
  g_hash_table_replace (self->buildings, g_strdup (uri), building);
}

void
doubles_town_set_delay (DoublesTown *self,
                        const char  *uri,
                        guint        delay_ms)
{
  Building *building = g_hash_table_lookup (self->buildings, uri);

  g_assert_nonnull (building);
  building->delay_ms = delay_ms;
}

void
doubles_town_name (DoublesTown *self,
                   const char  *server,
                   const char  *uri,
                   const char  *reason)
{
  GPtrArray *targets = g_hash_table_lookup (self->names, server);

  if (targets == NULL)
    {
      targets = g_ptr_array_new_with_free_func ((GDestroyNotify) transport_target_unref);
      g_hash_table_insert (self->names, g_strdup (server), targets);
    }
  /* RFC 3263 §4.1: whatever host DNS names, it is the domain that has to be proved. */
  g_ptr_array_add (targets, transport_target_new (uri, strstr (server, "://") == NULL ? strchr (server, ':') + 1 : NULL,
                                                  reason));
}

const char *
doubles_town_get_heard (DoublesTown *self)
{
  return self->heard->str;
}

guint
doubles_town_get_most_open (DoublesTown *self)
{
  return self->most_open;
}

guint
doubles_town_get_n_open (DoublesTown *self)
{
  return self->n_open;
}
