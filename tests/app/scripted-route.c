/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A way to a server, and what the server showed, as a test describes them. */

#include "scripted-phone.h"

struct _PhoneRoute
{
  GObject parent_instance;

  char *place;
  char *transport_title;
  gboolean secure;
  guint round_trip_ms;
  char *error_text;
};

G_DEFINE_FINAL_TYPE (PhoneRoute, phone_route, G_TYPE_OBJECT)

enum
{
  PROP_PLACE = 1,
  PROP_TRANSPORT_TITLE,
  PROP_SECURE,
  PROP_FAMILY,
  PROP_ROUND_TRIP_MS,
  PROP_REASON,
  PROP_ERROR_TEXT,
  PROP_REMARK,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
phone_route_get_property (GObject    *object,
                          guint       id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  PhoneRoute *self = PHONE_ROUTE (object);

  switch (id)
    {
    case PROP_PLACE:
      g_value_set_string (value, self->place);
      break;
    case PROP_TRANSPORT_TITLE:
      g_value_set_string (value, self->transport_title);
      break;
    case PROP_SECURE:
      g_value_set_boolean (value, self->secure);
      break;
    case PROP_FAMILY:
      g_value_set_string (value, self->round_trip_ms > 0 ? "IPv6" : "");
      break;
    case PROP_ROUND_TRIP_MS:
      g_value_set_uint (value, self->round_trip_ms);
      break;
    case PROP_REASON:
      g_value_set_string (value, self->place != NULL ? "The domain’s own directory names it." : NULL);
      break;
    case PROP_ERROR_TEXT:
      g_value_set_string (value, self->error_text);
      break;
    case PROP_REMARK:
      g_value_set_string (value, self->secure ? NULL : "What was too large for UDP went by TCP.");
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
phone_route_finalize (GObject *object)
{
  PhoneRoute *self = PHONE_ROUTE (object);

  g_free (self->place);
  g_free (self->transport_title);
  g_free (self->error_text);
  G_OBJECT_CLASS (phone_route_parent_class)->finalize (object);
}

static void
phone_route_class_init (PhoneRouteClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = phone_route_get_property;
  object_class->finalize = phone_route_finalize;

  props[PROP_PLACE] = g_param_spec_string ("place", NULL, NULL, NULL, flags);
  props[PROP_TRANSPORT_TITLE] = g_param_spec_string ("transport-title", NULL, NULL, NULL, flags);
  props[PROP_SECURE] = g_param_spec_boolean ("secure", NULL, NULL, FALSE, flags);
  props[PROP_FAMILY] = g_param_spec_string ("family", NULL, NULL, NULL, flags);
  props[PROP_ROUND_TRIP_MS] = g_param_spec_uint ("round-trip-ms", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_REASON] = g_param_spec_string ("reason", NULL, NULL, NULL, flags);
  props[PROP_ERROR_TEXT] = g_param_spec_string ("error-text", NULL, NULL, NULL, flags);
  props[PROP_REMARK] = g_param_spec_string ("remark", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
phone_route_init (PhoneRoute *self)
{
}

const char *
phone_route_get_scheme (PhoneRoute *self)
{
  return self->secure ? "wss" : "udp";
}

PhoneRoute *
phone_account_get_route (PhoneAccount *account)
{
  PhoneRoute *route = g_object_get_data (G_OBJECT (account), "route");

  if (route != NULL)
    return route;
  route = g_object_new (PHONE_TYPE_ROUTE, NULL);
  g_object_set_data_full (G_OBJECT (account), "route", route, g_object_unref);
  return route;
}

void
scripted_route_set (PhoneAccount *account,
                    const char   *place,
                    const char   *transport_title,
                    guint         round_trip_ms,
                    const char   *error_text)
{
  PhoneRoute *self = phone_account_get_route (account);

  g_set_str (&self->place, place);
  g_set_str (&self->transport_title, transport_title);
  g_set_str (&self->error_text, error_text);
  self->secure = transport_title != NULL && !g_str_equal (transport_title, "UDP");
  self->round_trip_ms = round_trip_ms;
  for (guint id = 1; id < N_PROPS; id++)
    g_object_notify_by_pspec (G_OBJECT (self), props[id]);
}

/* @trusted_key NULL: none was trusted there before. */
void
scripted_account_show_certificate (PhoneAccount *account,
                                   const char   *key,
                                   const char   *trusted_key)
{
  PhoneCertificate *certificate = g_new0 (PhoneCertificate, 1);

  certificate->name = g_strdup ("pbx.example.org");
  certificate->port = 5061;
  certificate->key = g_strdup (key);
  certificate->subject = g_strdup ("pbx.example.org");
  certificate->issuer = g_strdup ("pbx.example.org");
  certificate->valid_from = g_date_time_new_utc (2026, 1, 1, 0, 0, 0);
  certificate->valid_until = g_date_time_new_utc (2036, 1, 1, 0, 0, 0);
  certificate->faults = g_strsplit ("Nobody but the server itself says who it is.", "|", -1);
  certificate->trusted_key = g_strdup (trusted_key);
  g_object_set_data_full (G_OBJECT (account), "certificate", certificate, (GDestroyNotify) phone_certificate_free);
}

PhoneCertificate *
phone_account_dup_offered_certificate (PhoneAccount *account)
{
  PhoneCertificate *certificate = g_object_get_data (G_OBJECT (account), "certificate");

  return certificate != NULL ? phone_certificate_copy (certificate) : NULL;
}

void
phone_account_trust_certificate_async (PhoneAccount        *account,
                                       const char          *key,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (account, cancellable, callback, user_data);

  g_object_set_data_full (G_OBJECT (account), "trusted", g_strdup (key), g_free);
  g_task_return_boolean (task, TRUE);
}

gboolean
phone_account_trust_certificate_finish (PhoneAccount  *account,
                                        GAsyncResult  *result,
                                        GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

const char *
scripted_account_get_trusted (PhoneAccount *account)
{
  return g_object_get_data (G_OBJECT (account), "trusted");
}
