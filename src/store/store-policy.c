/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What becomes of the calls of an account, as keys of its group. What is as it always was is not written, so that the
 * file of a person who never changed anything stays as short as it is. */

#include "config.h"

#include "store-account-group.h"

#include <stddef.h>
#include <string.h>

typedef struct
{
  const char *key;
  size_t      place;
} Row;

static const Row switches[] = {
  { "DoNotDisturb", offsetof (StorePolicy, do_not_disturb) },
  { "Anonymous", offsetof (StorePolicy, anonymous) },
  { "RefuseAnonymous", offsetof (StorePolicy, refuse_anonymous) },
  { "DistrustIdentity", offsetof (StorePolicy, distrust_identity) },
};

static const Row targets[] = {
  { "ForwardAlways", offsetof (StorePolicy, forward_always) },
  { "ForwardBusy", offsetof (StorePolicy, forward_busy) },
  { "ForwardNoAnswer", offsetof (StorePolicy, forward_no_answer) },
};

#define NO_ANSWER_KEY   "NoAnswerSeconds"
#define AUTO_ANSWER_KEY "AutoAnswer"

/* Longer than anybody lets a telephone ring. */
#define MAX_NO_ANSWER_S 600

static gboolean *
switch_at (const StorePolicy *policy,
           const Row         *row)
{
  return (gboolean *) ((char *) policy + row->place);
}

static char **
target_at (const StorePolicy *policy,
           const Row         *row)
{
  return (char **) ((char *) policy + row->place);
}

/**
 * store_policy_copy_into:
 * @policy: a policy
 * @copy: (out caller-allocates): where to; whatever is there is not freed
 *
 * Copies a policy.
 */
void
store_policy_copy_into (const StorePolicy *policy,
                        StorePolicy       *copy)
{
  g_return_if_fail (policy != NULL && copy != NULL);

  *copy = *policy;
  for (guint n = 0; n < G_N_ELEMENTS (targets); n++)
    *target_at (copy, &targets[n]) = g_strdup (*target_at (policy, &targets[n]));
  copy->auto_answer = g_strdupv (policy->auto_answer);
}

/**
 * store_policy_clear:
 * @policy: a policy
 *
 * Frees what is in a policy; it is as of a new account afterwards.
 */
void
store_policy_clear (StorePolicy *policy)
{
  g_return_if_fail (policy != NULL);

  for (guint n = 0; n < G_N_ELEMENTS (targets); n++)
    g_free (*target_at (policy, &targets[n]));
  g_strfreev (policy->auto_answer);
  memset (policy, 0, sizeof *policy);
}

static char *
read_target (GKeyFile   *file,
             const char *group,
             const char *key)
{
  g_autofree char *target = g_key_file_get_string (file, group, key, NULL);

  return target != NULL && *target != '\0' && store_account_is_plain (target) ? g_steal_pointer (&target) : NULL;
}

static char **
read_auto_answer (GKeyFile   *file,
                  const char *group)
{
  g_auto (GStrv) list = g_key_file_get_string_list (file, group, AUTO_ANSWER_KEY, NULL, NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n_kept = 0;

  for (guint n = 0; list != NULL && list[n] != NULL && n_kept < STORE_POLICY_MAX_AUTO_ANSWER; n++)
    if (*list[n] != '\0' && store_account_is_plain (list[n]))
      {
        g_strv_builder_add (builder, list[n]);
        n_kept++;
      }
  return n_kept > 0 ? g_strv_builder_end (builder) : NULL;
}

void
store_policy_read (StorePolicy *policy,
                   GKeyFile    *file,
                   const char  *group)
{
  int seconds = g_key_file_get_integer (file, group, NO_ANSWER_KEY, NULL);

  for (guint n = 0; n < G_N_ELEMENTS (switches); n++)
    *switch_at (policy, &switches[n]) = g_key_file_get_boolean (file, group, switches[n].key, NULL);
  for (guint n = 0; n < G_N_ELEMENTS (targets); n++)
    *target_at (policy, &targets[n]) = read_target (file, group, targets[n].key);
  policy->no_answer_s = (guint) CLAMP (seconds, 0, MAX_NO_ANSWER_S);
  policy->auto_answer = read_auto_answer (file, group);
}

void
store_policy_write (const StorePolicy *policy,
                    GKeyFile          *file,
                    const char        *group)
{
  for (guint n = 0; n < G_N_ELEMENTS (switches); n++)
    if (*switch_at (policy, &switches[n]))
      g_key_file_set_boolean (file, group, switches[n].key, TRUE);
    else
      g_key_file_remove_key (file, group, switches[n].key, NULL);
  for (guint n = 0; n < G_N_ELEMENTS (targets); n++)
    if (*target_at (policy, &targets[n]) != NULL)
      g_key_file_set_string (file, group, targets[n].key, *target_at (policy, &targets[n]));
    else
      g_key_file_remove_key (file, group, targets[n].key, NULL);

  if (policy->no_answer_s > 0)
    g_key_file_set_integer (file, group, NO_ANSWER_KEY, (int) policy->no_answer_s);
  else
    g_key_file_remove_key (file, group, NO_ANSWER_KEY, NULL);
  if (policy->auto_answer != NULL)
    g_key_file_set_string_list (file, group, AUTO_ANSWER_KEY, (const char *const *) policy->auto_answer,
                                g_strv_length (policy->auto_answer));
  else
    g_key_file_remove_key (file, group, AUTO_ANSWER_KEY, NULL);
}
