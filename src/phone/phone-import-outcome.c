/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What came over is remembered until a person can no longer think better of it: the accounts, who is new, how those
 * were who were here before, and which calls. */

#include "config.h"

#include "phone-import-outcome-private.h"

#include "phone-import-calls-private.h"
#include "phone-people-private.h"

struct _PhoneImportOutcome
{
  GObject parent_instance;

  Phone *phone;
  GPtrArray *accounts; /* PhoneAccount */
  GPtrArray *people;   /* PhonePerson: new */
  GPtrArray *former;   /* StorePerson: as those were who are changed */
  GPtrArray *calls;    /* char *: ids */
  GPtrArray *refusals; /* char *, NULL at the end */
};

G_DEFINE_FINAL_TYPE (PhoneImportOutcome, phone_import_outcome, G_TYPE_OBJECT)

static void
phone_import_outcome_finalize (GObject *object)
{
  PhoneImportOutcome *self = PHONE_IMPORT_OUTCOME (object);

  g_clear_object (&self->phone);
  g_ptr_array_unref (self->accounts);
  g_ptr_array_unref (self->people);
  g_ptr_array_unref (self->former);
  g_ptr_array_unref (self->calls);
  g_ptr_array_unref (self->refusals);
  G_OBJECT_CLASS (phone_import_outcome_parent_class)->finalize (object);
}

static void
phone_import_outcome_class_init (PhoneImportOutcomeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = phone_import_outcome_finalize;
}

static void
phone_import_outcome_init (PhoneImportOutcome *self)
{
  self->accounts = g_ptr_array_new_with_free_func (g_object_unref);
  self->people = g_ptr_array_new_with_free_func (g_object_unref);
  self->former = g_ptr_array_new_with_free_func ((GDestroyNotify) store_person_free);
  self->calls = g_ptr_array_new_with_free_func (g_free);
  self->refusals = g_ptr_array_new_null_terminated (1, g_free, TRUE);
}

/*< private >
 * phone_import_outcome_new:
 * @phone: where it comes over to
 *
 * Returns: (transfer full): an outcome in which nothing has come over yet
 */
PhoneImportOutcome *
phone_import_outcome_new (Phone *phone)
{
  PhoneImportOutcome *self = g_object_new (PHONE_TYPE_IMPORT_OUTCOME, NULL);

  self->phone = g_object_ref (phone);
  return self;
}

/*< private >
 * phone_import_outcome_add_account:
 * @self: an outcome
 * @account: an account that came over
 */
void
phone_import_outcome_add_account (PhoneImportOutcome *self,
                                  PhoneAccount       *account)
{
  g_ptr_array_add (self->accounts, g_object_ref (account));
}

/*< private >
 * phone_import_outcome_refuse:
 * @self: an outcome
 * @text: (transfer full): what did not come over, and why
 */
void
phone_import_outcome_refuse (PhoneImportOutcome *self,
                             char               *text)
{
  g_ptr_array_add (self->refusals, text);
}

/* Everybody there is, by id. */
static GHashTable *
copy_people (PhonePeople *people)
{
  GHashTable *copies = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) store_person_free);

  for (guint n = 0; n < g_list_model_get_n_items (G_LIST_MODEL (people)); n++)
    {
      g_autoptr (PhonePerson) person = g_list_model_get_item (G_LIST_MODEL (people), n);
      StorePerson *copy = store_person_copy (phone_person_get_row (person));

      g_hash_table_insert (copies, copy->id, copy);
    }
  return copies;
}

static gboolean
is_changed (const StorePerson *before,
            const StorePerson *now)
{
  return before->addresses->len != now->addresses->len || before->has_picture != now->has_picture
         || before->favourite != now->favourite || g_strcmp0 (before->card, now->card) != 0
         || g_strcmp0 (before->uid, now->uid) != 0 || g_strcmp0 (before->family, now->family) != 0
         || g_strcmp0 (before->given, now->given) != 0 || g_strcmp0 (before->note, now->note) != 0
         || g_strcmp0 (before->organisation, now->organisation) != 0;
}

/*< private >
 * phone_import_outcome_take_people:
 * @self: an outcome
 * @rows: (element-type StorePerson): people of another telephone
 *
 * Adds them to the people of the phone, and remembers how it was.
 */
void
phone_import_outcome_take_people (PhoneImportOutcome *self,
                                  GPtrArray          *rows)
{
  PhonePeople *people = phone_get_people (self->phone);
  g_autoptr (GHashTable) before = copy_people (people);
  g_autoptr (GPtrArray) refused = g_ptr_array_new ();
  PhoneImport counted = { .refused = refused };

  phone_people_merge (people, rows, &counted);
  for (guint n = 0; n < g_list_model_get_n_items (G_LIST_MODEL (people)); n++)
    {
      g_autoptr (PhonePerson) person = g_list_model_get_item (G_LIST_MODEL (people), n);
      const StorePerson *row = phone_person_get_row (person);
      StorePerson *former = g_hash_table_lookup (before, row->id);

      if (former == NULL)
        g_ptr_array_add (self->people, g_object_ref (person));
      else if (is_changed (former, row))
        g_ptr_array_add (self->former, store_person_copy (former));
    }
}

/*< private >
 * phone_import_outcome_set_calls:
 * @self: an outcome
 * @ids: (transfer full) (element-type utf8): calls that were not there
 */
void
phone_import_outcome_set_calls (PhoneImportOutcome *self,
                                GPtrArray          *ids)
{
  g_ptr_array_unref (self->calls);
  self->calls = ids;
}

/**
 * phone_import_outcome_get_n_accounts:
 * @self: an outcome
 *
 * Returns: how many accounts came over
 */
guint
phone_import_outcome_get_n_accounts (PhoneImportOutcome *self)
{
  g_return_val_if_fail (PHONE_IS_IMPORT_OUTCOME (self), 0);

  return self->accounts->len;
}

/**
 * phone_import_outcome_get_n_people:
 * @self: an outcome
 *
 * Returns: how many people came over who were not here
 */
guint
phone_import_outcome_get_n_people (PhoneImportOutcome *self)
{
  g_return_val_if_fail (PHONE_IS_IMPORT_OUTCOME (self), 0);

  return self->people->len;
}

/**
 * phone_import_outcome_get_n_merged:
 * @self: an outcome
 *
 * Returns: how many people were here and have something more now
 */
guint
phone_import_outcome_get_n_merged (PhoneImportOutcome *self)
{
  g_return_val_if_fail (PHONE_IS_IMPORT_OUTCOME (self), 0);

  return self->former->len;
}

/**
 * phone_import_outcome_get_n_calls:
 * @self: an outcome
 *
 * Returns: how many past calls came over that were not here
 */
guint
phone_import_outcome_get_n_calls (PhoneImportOutcome *self)
{
  g_return_val_if_fail (PHONE_IS_IMPORT_OUTCOME (self), 0);

  return self->calls->len;
}

/**
 * phone_import_outcome_get_refusals:
 * @self: an outcome
 *
 * Returns: (transfer none): what was wanted and did not come over, a sentence each
 */
const char *const *
phone_import_outcome_get_refusals (PhoneImportOutcome *self)
{
  g_return_val_if_fail (PHONE_IS_IMPORT_OUTCOME (self), NULL);

  return (const char *const *) self->refusals->pdata;
}

static void
restore_person (PhonePerson       *person,
                const StorePerson *former)
{
  StorePerson *row = phone_person_get_row (person);
  g_autoptr (StorePerson) copy = store_person_copy (former);
  StorePerson now = *row;

  /* What it was goes in, and what it is goes away with the copy. */
  *row = *copy;
  *copy = now;
  person->lost_picture = now.has_picture && !row->has_picture;
  phone_person_row_changed (person);
}

/* Everybody is found by one look through the list, and told in one change. */
static void
restore_people (PhonePeople *people,
                GPtrArray   *former)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  g_autoptr (GPtrArray) fresh = g_ptr_array_new ();
  g_autoptr (GPtrArray) touched = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint n = 0; n < g_list_model_get_n_items (G_LIST_MODEL (people)); n++)
    {
      PhonePerson *person = g_list_model_get_item (G_LIST_MODEL (people), n);

      g_hash_table_replace (by_id, (gpointer) phone_person_get_id (person), person);
    }
  for (guint n = 0; n < former->len; n++)
    {
      const StorePerson *row = g_ptr_array_index (former, n);
      PhonePerson *person = g_hash_table_lookup (by_id, row->id);

      if (person == NULL)
        continue;
      g_hash_table_steal (by_id, row->id); /* its id is about to be another copy */
      restore_person (person, row);
      g_ptr_array_add (touched, person);
    }
  if (touched->len > 0)
    phone_people_take (people, fresh, touched);
}

static void undo_next (GTask *task);

static void
account_gone_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  /* It is gone from the list; what the keyring says to that is told by the phone. */
  if (!phone_remove_account_finish (PHONE_PHONE (source), result, &error))
    g_info ("taking an account back: %s", error->message);
  undo_next (user_data);
}

static void
calls_gone_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (phone_import_calls_drop_finish (PHONE_PHONE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Takes the task: accounts, one after the other, and then the calls. */
static void
undo_next (GTask *task)
{
  PhoneImportOutcome *self = g_task_get_source_object (task);
  g_autoptr (PhoneAccount) account = NULL;

  if (self->accounts->len > 0)
    {
      account = g_ptr_array_steal_index (self->accounts, 0);
      phone_remove_account_async (self->phone, account, NULL, account_gone_cb, task);
      return;
    }
  if (self->calls->len > 0)
    {
      phone_import_calls_drop_async (self->phone, self->calls, calls_gone_cb, task);
      return;
    }
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

/**
 * phone_import_outcome_undo_async:
 * @self: an outcome
 * @cancellable: (nullable): stops waiting only
 * @callback: called when all is as it was
 * @user_data: for @callback
 *
 * Takes everything back that came over.
 */
void
phone_import_outcome_undo_async (PhoneImportOutcome  *self,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  PhonePeople *people;
  GTask *task;

  g_return_if_fail (PHONE_IS_IMPORT_OUTCOME (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, phone_import_outcome_undo_async);
  people = phone_get_people (self->phone);
  phone_people_remove_all (people, self->people);
  restore_people (people, self->former);
  undo_next (task);
}

/**
 * phone_import_outcome_undo_finish:
 * @self: an outcome
 * @result: what the callback was given
 * @error: return location for a #STORE_ERROR: the calls are still there
 *
 * Ends phone_import_outcome_undo_async().
 *
 * Returns: %TRUE when all is as it was
 */
gboolean
phone_import_outcome_undo_finish (PhoneImportOutcome  *self,
                                  GAsyncResult        *result,
                                  GError             **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
