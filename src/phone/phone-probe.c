/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who has an address and a password has all that a person should need. Where the server is, how it is reached and
 * whether that is secure is for a machine to find out, and for the person to read afterwards (WISHES 40). */

#include "config.h"

#include "phone-probe-private.h"

#include <glib/gi18n-lib.h>

#include "phone-finding-private.h"
#include "phone.h"
#include "transport.h"
#include "ua-probe.h"

/* Something was found; so long what is better still may come. */
#define SECURE_GRACE_MS 700
#define PLAIN_GRACE_MS  2000

struct _PhoneProbe
{
  GObject parent_instance;

  SipClock *clock;
  UaProbe *ua;
  char *domain;
  guint port;
  GListStore *findings;
  GCancellable *enough;
  char *progress_text;
  guint n_servers;
  guint n_seen;
  guint grace; /* of the clock; 0: nothing was found yet */
  gboolean grace_is_short;
  gboolean stopped;
};

enum
{
  PROP_PROGRESS_TEXT = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (PhoneProbe, phone_probe, G_TYPE_OBJECT)

static void
set_progress (PhoneProbe *self,
              char       *text) /* transfer full */
{
  g_autofree char *now = text;

  if (g_set_str (&self->progress_text, now))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PROGRESS_TEXT]);
}

static int
compare_cb (gconstpointer a,
            gconstpointer b,
            gpointer      user_data)
{
  return phone_finding_compare ((PhoneFinding *) a, (PhoneFinding *) b);
}

/* The same place may be found by two ways, of which a person needs to see the better one. */
static gboolean
replaces_another (PhoneProbe   *self,
                  PhoneFinding *finding)
{
  GListModel *model = G_LIST_MODEL (self->findings);

  for (guint n = 0; n < g_list_model_get_n_items (model); n++)
    {
      g_autoptr (PhoneFinding) other = g_list_model_get_item (model, n);
      gboolean same = g_strcmp0 (phone_finding_get_place (other), phone_finding_get_place (finding)) == 0;

      if (!same && g_strcmp0 (phone_finding_get_server (other), phone_finding_get_server (finding)) != 0)
        continue;
      if (phone_finding_compare (other, finding) <= 0)
        return FALSE;
      g_list_store_remove (self->findings, n);
      return TRUE;
    }
  return TRUE;
}

static void
grace_cb (gpointer user_data)
{
  PhoneProbe *self = user_data;

  self->grace = 0;
  g_cancellable_cancel (self->enough);
}

/* Secure and named by the domain itself: nothing that may still come is better. */
static void
consider_enough (PhoneProbe   *self,
                 PhoneFinding *finding)
{
  gboolean secure = phone_finding_is_secure (finding);

  if (!phone_finding_works (finding))
    return;
  if (secure && phone_finding_is_by_dns (finding))
    g_cancellable_cancel (self->enough);
  else if (self->grace == 0 || (secure && !self->grace_is_short))
    {
      sip_clock_disarm (self->clock, &self->grace);
      self->grace = sip_clock_arm (self->clock, secure ? SECURE_GRACE_MS : PLAIN_GRACE_MS, grace_cb, self);
      self->grace_is_short = secure;
    }
}

static void
ua_result_cb (UaProbe             *ua,
              const UaProbeResult *result,
              PhoneProbe          *self)
{
  g_autoptr (PhoneFinding) finding = phone_finding_new (result, self->domain);

  self->n_seen++;
  /* Translators: %1$u of %2$u places where a server may be were looked at. */
  set_progress (self, g_strdup_printf (_ ("Looking for the server… (%1$u of %2$u)"), self->n_seen, self->n_servers));
  if (!replaces_another (self, finding))
    return;

  g_list_store_insert_sorted (self->findings, finding, compare_cb, NULL);
  consider_enough (self, finding);
}

static void
phone_probe_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_PROGRESS_TEXT:
      g_value_set_string (value, PHONE_PROBE (object)->progress_text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
phone_probe_dispose (GObject *object)
{
  PhoneProbe *self = PHONE_PROBE (object);

  sip_clock_disarm (self->clock, &self->grace);

  G_OBJECT_CLASS (phone_probe_parent_class)->dispose (object);
}

static void
phone_probe_finalize (GObject *object)
{
  PhoneProbe *self = PHONE_PROBE (object);

  g_object_unref (self->ua);
  g_object_unref (self->clock);
  g_object_unref (self->findings);
  g_object_unref (self->enough);
  g_free (self->domain);
  g_free (self->progress_text);

  G_OBJECT_CLASS (phone_probe_parent_class)->finalize (object);
}

static void
phone_probe_class_init (PhoneProbeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = phone_probe_dispose;
  object_class->finalize = phone_probe_finalize;
  object_class->get_property = phone_probe_get_property;

  /**
   * PhoneProbe:progress-text:
   *
   * How far it is, in a sentence.
   */
  props[PROP_PROGRESS_TEXT] = g_param_spec_string ("progress-text", NULL, NULL, NULL,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
phone_probe_init (PhoneProbe *self)
{
  self->findings = g_list_store_new (PHONE_TYPE_FINDING);
  self->enough = g_cancellable_new ();
}

PhoneProbe *
phone_probe_new (SipAddress      *address,
                 SipClock        *clock,
                 SipTokens       *tokens,
                 TransportSource *source)
{
  PhoneProbe *self = g_object_new (PHONE_TYPE_PROBE, NULL);
  SipUri *uri = sip_address_get_uri (address);

  self->clock = g_object_ref (clock);
  self->domain = g_strdup (sip_uri_get_host (uri));
  self->port = sip_uri_get_port (uri);
  self->ua = ua_probe_new (address, clock, tokens, source);
  g_signal_connect_object (self->ua, "result", G_CALLBACK (ua_result_cb), self, G_CONNECT_DEFAULT);
  return self;
}

static void
add (GStrvBuilder *list,
     const char   *scheme,
     const char   *host,
     const char   *rest)
{
  g_strv_builder_take (list, g_strconcat (scheme, host, rest, NULL));
}

/* Where the WebSockets of well-known servers are, in their manuals' words: behind a web server, Kamailio and OpenSIPS
 * at 8443, FreeSWITCH at 7443, Asterisk at 8089. */
static void
add_secure_websockets (GStrvBuilder *list,
                       const char   *host)
{
  static const char *const places[] = { "/", "/ws", ":8443/", ":7443/", ":8089/ws" };

  for (guint n = 0; n < G_N_ELEMENTS (places); n++)
    add (list, "wss://", host, places[n]);
}

/* The person said the port, so it is one of the wires at that port. */
static void
add_with_port (GStrvBuilder *list,
               const char   *host,
               guint         port)
{
  static const char *const places[][2] = {
    { "wss://", "/" }, { "wss://", "/ws" }, { "tls://", "" }, { "tcp://", "" }, { "udp://", "" }, { "ws://", "/" },
    { "ws://", "/ws" },
  };
  g_autofree char *authority = g_strdup_printf ("%s:%u", host, port);

  for (guint n = 0; n < G_N_ELEMENTS (places); n++)
    add (list, places[n][0], authority, places[n][1]);
}

static void
add_usual (GStrvBuilder *list,
           const char   *host,
           gboolean      is_name)
{
  g_autofree char *below = g_strconcat ("sip.", host, NULL);

  add_secure_websockets (list, host);
  add (list, "tls://", host, ":5061");
  if (is_name)
    {
      add_secure_websockets (list, below);
      add (list, "tls://", below, ":5061");
    }
  add (list, "tcp://", host, ":5060");
  add (list, "udp://", host, ":5060");
  add (list, "ws://", host, "/");
  add (list, "ws://", host, "/ws");
  add (list, "ws://", host, ":8080/");
  add (list, "ws://", host, ":8088/ws");
}

char **
phone_probe_list_servers (const char *host,
                          guint       port)
{
  g_autoptr (GStrvBuilder) list = g_strv_builder_new ();
  gboolean is_name = !g_hostname_is_ip_address (host);
  g_autofree char *written = strchr (host, ':') != NULL ? g_strdup_printf ("[%s]", host) : g_strdup (host);

  /* A port or an IP address leaves nothing to ask DNS (RFC 3263 §4.1). */
  if (port == 0 && is_name)
    {
      add (list, "sips:", written, "");
      add (list, "sip:", written, "");
    }
  if (port != 0)
    add_with_port (list, written, port);
  else
    add_usual (list, written, is_name);
  return g_strv_builder_end (list);
}

/* What says most about a search in vain: a certificate that could not be believed, or else what the domain itself
 * led to; the guesses are not worth a word. */
static GError *
explain (PhoneProbe *self)
{
  GListModel *model = G_LIST_MODEL (self->findings);

  for (guint n = 0; n < g_list_model_get_n_items (model); n++)
    {
      g_autoptr (PhoneFinding) finding = g_list_model_get_item (model, n);

      if (phone_finding_is_untrusted (finding) || phone_finding_is_by_dns (finding))
        return g_error_copy (phone_finding_get_error (finding));
    }
  return g_error_new (PHONE_ERROR, PHONE_ERROR_NO_SERVER, "no server answers for %s", self->domain);
}

static void
conclude (PhoneProbe *self,
          GTask      *task)
{
  PhoneFinding *best = phone_probe_get_best (self);

  if (best == NULL)
    {
      set_progress (self, g_strdup (_ ("No server was found.")));
      g_task_return_error (task, explain (self));
    }
  else if (!phone_finding_is_secure (best))
    {
      set_progress (self, g_strdup (_ ("A server was found, but the way to it is not encrypted.")));
      g_task_return_new_error (task, PHONE_ERROR, PHONE_ERROR_ONLY_PLAIN, "%s is not secure",
                               phone_finding_get_server (best));
    }
  else
    {
      set_progress (self, g_strdup (_ ("The server was found.")));
      g_task_return_pointer (task, g_object_ref (best), g_object_unref);
    }
}

static void
caller_cancelled_cb (GCancellable *cancellable,
                     GCancellable *enough)
{
  g_cancellable_cancel (enough);
}

static void
ua_run_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  PhoneProbe *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  /* It is cancelled too when enough was found. */
  if (!ua_probe_run_finish (UA_PROBE (source), result, &error))
    g_debug ("%s: %s", self->domain, error->message);
  sip_clock_disarm (self->clock, &self->grace);
  if (self->stopped)
    g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "the phone was stopped");
  else if (!g_task_return_error_if_cancelled (task))
    conclude (self, task);
}

void
phone_probe_run_async (PhoneProbe          *self,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_auto (GStrv) servers = phone_probe_list_servers (self->domain, self->port);

  g_task_set_source_tag (task, phone_probe_run_async);
  self->n_servers = g_strv_length (servers);
  /* Translators: %s is a domain, as example.org. */
  set_progress (self, g_strdup_printf (_ ("Looking for the server of %s…"), self->domain));
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (caller_cancelled_cb), self->enough,
                             G_CONNECT_DEFAULT);
  if (g_cancellable_is_cancelled (cancellable))
    g_cancellable_cancel (self->enough);
  ua_probe_run_async (self->ua, (const char *const *) servers, self->enough, ua_run_cb, task);
}

PhoneFinding *
phone_probe_run_finish (PhoneProbe    *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
phone_probe_stop (PhoneProbe *self)
{
  self->stopped = TRUE;
  g_cancellable_cancel (self->enough);
}

/**
 * phone_probe_get_findings:
 * @self: a probe
 *
 * What was seen, the best first.
 *
 * Returns: (transfer none): a list of #PhoneFinding that grows
 */
GListModel *
phone_probe_get_findings (PhoneProbe *self)
{
  g_return_val_if_fail (PHONE_IS_PROBE (self), NULL);

  return G_LIST_MODEL (self->findings);
}

/**
 * phone_probe_get_progress_text:
 * @self: a probe
 *
 * How far it is.
 *
 * Returns: (transfer none) (nullable): a sentence; %NULL: it has not begun
 */
const char *
phone_probe_get_progress_text (PhoneProbe *self)
{
  g_return_val_if_fail (PHONE_IS_PROBE (self), NULL);

  return self->progress_text;
}

/**
 * phone_probe_get_best:
 * @self: a probe
 *
 * The best of what works; it need not be secure.
 *
 * Returns: (transfer none) (nullable): the finding; %NULL: nothing works
 */
PhoneFinding *
phone_probe_get_best (PhoneProbe *self)
{
  g_autoptr (PhoneFinding) first = NULL;

  g_return_val_if_fail (PHONE_IS_PROBE (self), NULL);

  first = g_list_model_get_item (G_LIST_MODEL (self->findings), 0);
  return first != NULL && phone_finding_works (first) ? first : NULL; /* the list holds it */
}
