/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* When two URIs are the same (RFC 3261 §19.1.4, RFC 3966 §4, RFC 5954 §4.2). Not an equivalence: a parameter
 * that only one of them has is often ignored, so a = b and b = c do not make a = c. */

#include "sip-uri-private.h"

#include <stdlib.h>
#include <string.h>

static gboolean
same_text (const char *a,
           const char *b)
{
  g_autofree char *normal_a = NULL, *normal_b = NULL;

  if (a == NULL || b == NULL)
    return a == b;
  normal_a = sip_escape_normalise (sip_slice (a, -1));
  normal_b = sip_escape_normalise (sip_slice (b, -1));
  return strcmp (normal_a, normal_b) == 0;
}

/* A name may be there twice, against the RFC; then one of them must match. */
static gboolean
has_same (const SipParams *params,
          const SipParam  *wanted)
{
  const char *value = wanted->value != NULL ? wanted->value : "";

  for (guint i = 0; i < sip_params_count (params); i++)
    {
      const SipParam *param = sip_params_nth (params, i);

      if (g_ascii_strcasecmp (param->name, wanted->name) == 0
          && g_ascii_strcasecmp (param->value != NULL ? param->value : "", value) == 0)
        return TRUE;
    }
  return FALSE;
}

/* A parameter in both must match; these match nothing when only one URI has them. */
static gboolean
must_be_in_both (const char *name)
{
  static const char *const names[] = { "user", "ttl", "method", "maddr", "transport", NULL };

  for (gsize i = 0; names[i] != NULL; i++)
    if (g_ascii_strcasecmp (name, names[i]) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
params_within (const SipParams *a,
               const SipParams *b,
               gboolean         all)
{
  for (guint i = 0; i < sip_params_count (a); i++)
    {
      const SipParam *param = sip_params_nth (a, i);
      gboolean in_both = sip_params_find (b, param->name) != NULL;

      if (in_both ? !has_same (b, param) : (all || must_be_in_both (param->name)))
        return FALSE;
    }
  return TRUE;
}

static int
compare_fields (const void *a,
                const void *b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* "priority=urgent&subject=x" sorted and normalised, so that order does not count. */
static char *
sorted_headers (const char *headers)
{
  g_autofree char *normal = sip_escape_normalise (sip_slice (headers, -1));
  g_auto (GStrv) fields = g_strsplit (normal, "&", -1);

  for (char **field = fields; *field != NULL; field++)
    for (char *c = *field; *c != '\0' && *c != '='; c++)
      *c = g_ascii_tolower (*c);
  qsort (fields, g_strv_length (fields), sizeof (char *), compare_fields);
  return g_strjoinv ("&", fields);
}

static gboolean
same_headers (const char *a,
              const char *b)
{
  g_autofree char *sorted_a = NULL, *sorted_b = NULL;

  /* "A header present in one must be present in both" */
  if (a == NULL || b == NULL)
    return a == b;
  sorted_a = sorted_headers (a);
  sorted_b = sorted_headers (b);
  return strcmp (sorted_a, sorted_b) == 0;
}

static gboolean
sip_same (SipUri *a,
          SipUri *b)
{
  return same_text (a->user, b->user)
         && same_text (a->password, b->password)
         && sip_host_equal (a->host, b->host)
         /* "sip:bob@biloxi.com" and "sip:bob@biloxi.com:5060" are not the same */
         && a->port == b->port
         && params_within (&a->params, &b->params, FALSE)
         && params_within (&b->params, &a->params, FALSE)
         && same_headers (a->headers, b->headers);
}

static gboolean
tel_same (SipUri *a,
          SipUri *b)
{
  return g_ascii_strcasecmp (a->number, b->number) == 0
         && params_within (&a->params, &b->params, TRUE)
         && params_within (&b->params, &a->params, TRUE);
}

/**
 * sip_uri_equal:
 * @a: a URI
 * @b: another
 *
 * Compares by the rules of the scheme (RFC 3261 §19.1.4, RFC 3966 §4): escapes of harmless characters do not
 * count, the case of the user does. sip and sips are never the same.
 *
 * Returns: %TRUE if they are equivalent
 */
gboolean
sip_uri_equal (SipUri *a,
               SipUri *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if (a == b)
    return TRUE;
  if (a->scheme != b->scheme || strcmp (a->scheme_name, b->scheme_name) != 0)
    return FALSE;

  switch (a->scheme)
    {
    case SIP_URI_SCHEME_SIP:
    case SIP_URI_SCHEME_SIPS:
      return sip_same (a, b);
    case SIP_URI_SCHEME_TEL:
      return tel_same (a, b);
    case SIP_URI_SCHEME_OTHER:
      return strcmp (a->rest, b->rest) == 0;
    }
  g_return_val_if_reached (FALSE);
}
