/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A search for servers that finds what a test says, and ends when the test says. */

#include "scripted-phone.h"

struct _PhoneFinding
{
  GObject parent_instance;

  char *server;
  char *reason;
  char *failure;
  gboolean untrusted;
};

G_DEFINE_FINAL_TYPE (PhoneFinding, phone_finding, G_TYPE_OBJECT)

struct _PhoneProbe
{
  GObject parent_instance;

  GListStore *findings;
  GTask *task;
};

G_DEFINE_FINAL_TYPE (PhoneProbe, phone_probe, G_TYPE_OBJECT)

static void
phone_finding_finalize (GObject *object)
{
  PhoneFinding *self = PHONE_FINDING (object);

  g_free (self->server);
  g_free (self->reason);
  g_free (self->failure);
  G_OBJECT_CLASS (phone_finding_parent_class)->finalize (object);
}

static void
phone_finding_class_init (PhoneFindingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = phone_finding_finalize;
}

static void
phone_finding_init (PhoneFinding *self)
{
}

const char *
phone_finding_get_server (PhoneFinding *self)
{
  return self->server;
}

const char *
phone_finding_get_place (PhoneFinding *self)
{
  return self->server;
}

const char *
phone_finding_get_title (PhoneFinding *self)
{
  if (g_str_has_prefix (self->server, "wss:"))
    return "Secure WebSocket";
  if (g_str_has_prefix (self->server, "tls:"))
    return "TLS";
  return g_str_has_prefix (self->server, "udp:") ? "UDP" : "TCP";
}

gboolean
phone_finding_is_secure (PhoneFinding *self)
{
  return g_str_has_prefix (self->server, "wss:") || g_str_has_prefix (self->server, "tls:");
}

gboolean
phone_finding_works (PhoneFinding *self)
{
  return self->failure == NULL;
}

const char *
phone_finding_get_reason (PhoneFinding *self)
{
  return self->reason;
}

const char *
phone_finding_get_failure (PhoneFinding *self)
{
  return self->failure;
}

gboolean
phone_finding_is_untrusted (PhoneFinding *self)
{
  return self->untrusted;
}

static void
phone_probe_dispose (GObject *object)
{
  PhoneProbe *self = PHONE_PROBE (object);

  g_clear_object (&self->findings);
  g_clear_object (&self->task);
  G_OBJECT_CLASS (phone_probe_parent_class)->dispose (object);
}

static void
phone_probe_get_property (GObject    *object,
                          guint       id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  g_value_set_string (value, phone_probe_get_progress_text (PHONE_PROBE (object)));
}

static void
phone_probe_class_init (PhoneProbeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = phone_probe_dispose;
  object_class->get_property = phone_probe_get_property;
  g_object_class_install_property (object_class, 1,
                                   g_param_spec_string ("progress-text", NULL, NULL, NULL,
                                                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
}

static void
phone_probe_init (PhoneProbe *self)
{
  self->findings = g_list_store_new (PHONE_TYPE_FINDING);
}

GListModel *
phone_probe_get_findings (PhoneProbe *self)
{
  return G_LIST_MODEL (self->findings);
}

const char *
phone_probe_get_progress_text (PhoneProbe *self)
{
  return self->task != NULL ? "Looking for the server of example.org…" : "";
}

PhoneFinding *
phone_probe_get_best (PhoneProbe *self)
{
  for (guint n = 0; n < g_list_model_get_n_items (G_LIST_MODEL (self->findings)); n++)
    {
      g_autoptr (PhoneFinding) finding = g_list_model_get_item (G_LIST_MODEL (self->findings), n);

      if (phone_finding_works (finding))
        return finding; /* the list holds it */
    }
  return NULL;
}

void
scripted_probe_add (PhoneProbe *self,
                    const char *server,
                    const char *reason,
                    const char *failure)
{
  g_autoptr (PhoneFinding) finding = g_object_new (PHONE_TYPE_FINDING, NULL);

  finding->server = g_strdup (server);
  finding->reason = g_strdup (reason);
  finding->failure = g_strdup (failure);
  g_list_store_append (self->findings, finding);
}

/* What the real one says: the best that is secure; only a plain one; nothing. */
void
scripted_probe_end (PhoneProbe *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);
  PhoneFinding *best = phone_probe_get_best (self);

  g_object_notify (G_OBJECT (self), "progress-text");
  if (best == NULL)
    g_task_return_new_error_literal (task, PHONE_ERROR, PHONE_ERROR_NO_SERVER, "No server was found");
  else if (!phone_finding_is_secure (best))
    g_task_return_new_error_literal (task, PHONE_ERROR, PHONE_ERROR_ONLY_PLAIN, "only plain");
  else
    g_task_return_pointer (task, g_object_ref (best), g_object_unref);
}

void
phone_probe_async (Phone               *phone,
                   const char          *address,
                   GCancellable        *cancellable,
                   GAsyncReadyCallback  callback,
                   gpointer             user_data)
{
  g_autoptr (PhoneProbe) probe = g_object_new (PHONE_TYPE_PROBE, NULL);

  probe->task = g_task_new (phone, cancellable, callback, user_data);
  g_object_set_data_full (G_OBJECT (phone), "probe", g_steal_pointer (&probe), g_object_unref);
}

PhoneFinding *
phone_probe_finish (Phone         *phone,
                    GAsyncResult  *result,
                    GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

PhoneProbe *
phone_get_probe (Phone *phone)
{
  return g_object_get_data (G_OBJECT (phone), "probe");
}
