/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What was found becomes rows to be looked at, and what is left selected then comes over, one account after the other:
 * each may need its server to be looked for, and one that fails costs none of the others. */

#include "config.h"

#include "phone-import-plan-private.h"

#include <glib/gi18n-lib.h>

#include "phone-import-calls-private.h"
#include "phone-import-item-private.h"
#include "phone-import-outcome-private.h"
#include "phone-words.h"

#define NAMES_SHOWN 3

struct _PhoneImportPlan
{
  GObject parent_instance;

  Phone *phone;
  PhoneImportBundle *bundle;
  GListStore *items;
  char **notes;
};

G_DEFINE_FINAL_TYPE (PhoneImportPlan, phone_import_plan, G_TYPE_OBJECT)

static void
phone_import_plan_finalize (GObject *object)
{
  PhoneImportPlan *self = PHONE_IMPORT_PLAN (object);

  g_clear_object (&self->phone);
  g_clear_pointer (&self->bundle, phone_import_bundle_free);
  g_object_unref (self->items);
  g_strfreev (self->notes);
  G_OBJECT_CLASS (phone_import_plan_parent_class)->finalize (object);
}

static void
phone_import_plan_class_init (PhoneImportPlanClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = phone_import_plan_finalize;
}

static void
phone_import_plan_init (PhoneImportPlan *self)
{
  self->items = g_list_store_new (PHONE_TYPE_IMPORT_ITEM);
}

static PhoneAccount *
find_account (Phone      *phone,
              const char *address)
{
  GListModel *accounts = phone_get_accounts (phone);

  for (guint n = 0; n < g_list_model_get_n_items (accounts); n++)
    {
      g_autoptr (PhoneAccount) account = g_list_model_get_item (accounts, n); /* the list holds it */

      if (g_ascii_strcasecmp (phone_account_get_address (account), address) == 0)
        return account;
    }
  return NULL;
}

static void
add_accounts (PhoneImportPlan *self)
{
  while (self->bundle->accounts->len > 0)
    {
      PhoneImportAccount *account = g_ptr_array_steal_index (self->bundle->accounts, 0);
      gboolean known = find_account (self->phone, account->address) != NULL;
      g_autoptr (PhoneImportItem) item = phone_import_item_new_account (account, known);

      g_list_store_append (self->items, item);
    }
}

static char *
name_some (GPtrArray *people)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint rest = people->len > NAMES_SHOWN ? people->len - NAMES_SHOWN : 0;

  for (guint n = 0; n < people->len - rest; n++)
    g_string_append_printf (names, "%s%s", n > 0 ? ", " : "", ((StorePerson *) g_ptr_array_index (people, n))->name);
  if (rest == 0)
    return g_string_free (g_steal_pointer (&names), FALSE);
  /* Translators: %s are some names, and %u how many there are beside them. */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s and %u more", "%s and %u more", rest), names->str, rest);
}

static void
add_people (PhoneImportPlan *self)
{
  guint n_people = self->bundle->people->len;
  g_autofree char *title = NULL;
  g_autofree char *names = NULL;
  g_autoptr (PhoneImportItem) item = NULL;

  if (n_people == 0)
    return;
  title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u person", "%u people", n_people), n_people);
  names = name_some (self->bundle->people);
  item = phone_import_item_new (PHONE_IMPORT_KIND_PEOPLE, title, names);
  g_list_store_append (self->items, item);
}

static int
compare_calls (gconstpointer a,
               gconstpointer b)
{
  const StoreCall *one = *(StoreCall *const *) a;
  const StoreCall *other = *(StoreCall *const *) b;

  return (other->started_us > one->started_us) - (other->started_us < one->started_us);
}

static char *
write_day (const StoreCall *call)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (call->started_us / G_USEC_PER_SEC);

  /* Translators: a day, as in “1 March 2024”; see man strftime. */
  return time != NULL ? g_date_time_format (time, _("%-e %B %Y")) : g_strdup ("");
}

static void
add_calls (PhoneImportPlan *self)
{
  GPtrArray *calls = self->bundle->calls;
  g_autofree char *title = NULL;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  g_autofree char *days = NULL;
  g_autoptr (PhoneImportItem) item = NULL;

  if (calls->len == 0)
    return;
  g_ptr_array_sort (calls, compare_calls);
  title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u past call", "%u past calls", calls->len), calls->len);
  first = write_day (g_ptr_array_index (calls, calls->len - 1));
  last = write_day (g_ptr_array_index (calls, 0));
  /* Translators: both are days. */
  days = g_str_equal (first, last) ? g_strdup (first) : g_strdup_printf (_("From %s to %s"), first, last);
  item = phone_import_item_new (PHONE_IMPORT_KIND_CALLS, title, days);
  g_list_store_append (self->items, item);
}

/*< private >
 * phone_import_plan_new:
 * @phone: where it would come over to
 * @bundle: (transfer full): what was found
 *
 * Returns: (transfer full): what would come over
 */
PhoneImportPlan *
phone_import_plan_new (Phone             *phone,
                       PhoneImportBundle *bundle)
{
  PhoneImportPlan *self = g_object_new (PHONE_TYPE_IMPORT_PLAN, NULL);
  g_autoptr (GStrvBuilder) notes = g_strv_builder_new ();

  self->phone = g_object_ref (phone);
  self->bundle = bundle;
  for (guint n = 0; n < bundle->notes->len; n++)
    g_strv_builder_add (notes, g_ptr_array_index (bundle->notes, n));
  self->notes = g_strv_builder_end (notes);
  add_accounts (self);
  add_people (self);
  add_calls (self);
  return self;
}

/**
 * phone_import_plan_get_items:
 * @self: a plan
 *
 * Returns: (transfer none): a list of #PhoneImportItem
 */
GListModel *
phone_import_plan_get_items (PhoneImportPlan *self)
{
  g_return_val_if_fail (PHONE_IS_IMPORT_PLAN (self), NULL);

  return G_LIST_MODEL (self->items);
}

/**
 * phone_import_plan_get_notes:
 * @self: a plan
 *
 * Returns: (transfer none): what cannot come over at all, a sentence each
 */
const char *const *
phone_import_plan_get_notes (PhoneImportPlan *self)
{
  g_return_val_if_fail (PHONE_IS_IMPORT_PLAN (self), NULL);

  return (const char *const *) self->notes;
}

/**
 * phone_import_plan_get_origin:
 * @self: a plan
 *
 * Returns: (transfer none) (nullable): who offers it
 */
const char *
phone_import_plan_get_origin (PhoneImportPlan *self)
{
  g_return_val_if_fail (PHONE_IS_IMPORT_PLAN (self), NULL);

  return self->bundle->origin;
}

/* A plan on its way. */
typedef struct
{
  PhoneImportOutcome *outcome;
  guint position; /* of the item that is looked at */
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_object_unref (work->outcome);
  g_free (work);
}

static void carry_on (GTask *task);

static void
apply_terms (PhoneAccount             *account,
             const PhoneImportAccount *from)
{
  PhoneMediaTerms *terms = phone_account_get_media_terms (account);

  if (from->protection >= 0)
    phone_media_terms_set_protection (terms, (PhoneProtection) from->protection);
  if (from->codecs != NULL)
    phone_media_terms_set_codecs (terms, (const char *const *) from->codecs);
  if (from->stun_server != NULL && phone_media_terms_check_stun_server (from->stun_server, NULL))
    phone_media_terms_set_stun_server (terms, from->stun_server, NULL);
}

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GTask *task = user_data;
  PhoneImportPlan *self = g_task_get_source_object (task);
  Work *work = g_task_get_task_data (task);
  g_autoptr (PhoneImportItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), work->position - 1);
  const PhoneImportAccount *wanted = phone_import_item_get_account (item);
  g_autoptr (GError) error = NULL;
  PhoneAccount *account = phone_add_account_finish (PHONE_PHONE (source), result, &error);

  if (account != NULL)
    {
      phone_import_outcome_add_account (work->outcome, account);
      apply_terms (account, wanted);
    }
  else
    {
      g_autofree char *why = phone_words_for_error (error);

      /* Translators: an address, and why it did not come over: a sentence. */
      phone_import_outcome_refuse (work->outcome, g_strdup_printf (_("%s: %s"), wanted->address, why));
    }
  carry_on (task);
}

/* A call belongs to the account it was made with, or else to any. */
static void
give_accounts (PhoneImportPlan *self)
{
  PhoneAccount *any = phone_get_default_account (self->phone);

  for (guint n = 0; n < self->bundle->calls->len; n++)
    {
      StoreCall *call = g_ptr_array_index (self->bundle->calls, n);
      PhoneAccount *own = find_account (self->phone, call->account);

      if (own == NULL)
        own = any;
      g_set_str (&call->account, own != NULL ? phone_account_get_id (own) : "");
    }
}

static void
calls_put_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  GTask *task = user_data;
  Work *work = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  GPtrArray *ids = phone_import_calls_put_finish (PHONE_PHONE (source), result, &error);

  if (ids != NULL)
    phone_import_outcome_set_calls (work->outcome, ids);
  else
    phone_import_outcome_refuse (work->outcome, phone_words_for_error (error));
  carry_on (task);
}

/* A history that cannot be written to would keep us waiting until it can. */
static void
take_calls (GTask *task)
{
  PhoneImportPlan *self = g_task_get_source_object (task);
  Work *work = g_task_get_task_data (task);

  if (phone_get_store_error_text (self->phone) != NULL)
    {
      phone_import_outcome_refuse (work->outcome, g_strdup (phone_get_store_error_text (self->phone)));
      carry_on (task);
      return;
    }
  give_accounts (self);
  phone_import_calls_put_async (self->phone, self->bundle->calls, calls_put_cb, task);
}

static void
take_item (GTask           *task,
           PhoneImportItem *item)
{
  PhoneImportPlan *self = g_task_get_source_object (task);
  Work *work = g_task_get_task_data (task);
  const PhoneImportAccount *account = phone_import_item_get_account (item);

  switch (phone_import_item_get_kind (item))
    {
    case PHONE_IMPORT_KIND_ACCOUNT:
      phone_add_account_async (self->phone, account->address, account->password, account->server, account->display_name,
                               g_task_get_cancellable (task), added_cb, task);
      break;
    case PHONE_IMPORT_KIND_PEOPLE:
      phone_import_outcome_take_people (work->outcome, self->bundle->people);
      carry_on (task);
      break;
    case PHONE_IMPORT_KIND_CALLS:
      take_calls (task);
      break;
    default:
      g_assert_not_reached ();
    }
}

/* Takes the task, to the next thing that takes time or to the end. */
static void
carry_on (GTask *task)
{
  PhoneImportPlan *self = g_task_get_source_object (task);
  Work *work = g_task_get_task_data (task);

  while (work->position < g_list_model_get_n_items (G_LIST_MODEL (self->items)))
    {
      g_autoptr (PhoneImportItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), work->position++);

      if (!phone_import_item_is_selected (item))
        continue;
      if (phone_import_item_is_ready (item))
        {
          take_item (task, item);
          return;
        }
      phone_import_outcome_refuse (work->outcome,
                                   g_strdup_printf (_("%s was left out, because its password is not known."),
                                                    phone_import_item_get_title (item)));
    }
  g_task_return_pointer (task, g_object_ref (work->outcome), g_object_unref);
  g_object_unref (task);
}

/**
 * phone_import_plan_carry_out_async:
 * @self: a plan
 * @cancellable: (nullable): ends a search for a server
 * @callback: called when all that can come over has
 * @user_data: for @callback
 *
 * Takes over what is selected. What does not work is said in the outcome, and costs nothing else.
 */
void
phone_import_plan_carry_out_async (PhoneImportPlan     *self,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  Work *work;
  GTask *task;

  g_return_if_fail (PHONE_IS_IMPORT_PLAN (self));

  work = g_new0 (Work, 1);
  work->outcome = phone_import_outcome_new (self->phone);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, phone_import_plan_carry_out_async);
  g_task_set_check_cancellable (task, FALSE); /* what came over came over, and can be taken back */
  g_task_set_task_data (task, work, work_free);
  carry_on (task);
}

/**
 * phone_import_plan_carry_out_finish:
 * @self: a plan
 * @result: what the callback was given
 * @error: return location; nothing is ever wrong with the whole of it
 *
 * Ends phone_import_plan_carry_out_async().
 *
 * Returns: (transfer full): what came over
 */
PhoneImportOutcome *
phone_import_plan_carry_out_finish (PhoneImportPlan  *self,
                                    GAsyncResult     *result,
                                    GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
